// Composes the hub and a subgraph that adds notes to persons and parties, and asks the supergraph what neither could answer alone.
import { composeServices } from "@apollo/composition";
import { ApolloGateway, LocalGraphQLDataSource, RemoteGraphQLDataSource } from "@apollo/gateway";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse } from "graphql";

const [hub, query, variables] = process.argv.slice(2);

const ask = async (body) =>
  (await fetch(hub, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })).json();

const notes = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { noted: [Person!]! }
  type Person @key(fields: "key") { key: String! note: String! }
  type Party @key(fields: "id") { id: ID! note: String! }
`);
const resolvers = {
  Query: { noted: () => JSON.parse(variables).noted.map((key) => ({ key })) },
  Person: { note: (person) => `note on ${person.key}` },
  Party: { note: (party) => `note on ${party.id}` },
};

const { data } = await ask({ query: "{ _service { sdl } }" });
const composed = composeServices([
  { name: "hub", url: hub, typeDefs: parse(data._service.sdl) },
  { name: "notes", url: "http://notes.example/", typeDefs: notes },
]);
if (composed.errors) {
  console.error(composed.errors.map(String).join("\n"));
  process.exit(1);
}
for (const hint of composed.hints) console.error(String(hint));

const gateway = new ApolloGateway({
  supergraphSdl: composed.supergraphSdl,
  logger: { debug() {}, info() {}, warn() {}, error: console.error },
  buildService: ({ name, url }) =>
    name === "hub" ? new RemoteGraphQLDataSource({ url }) : new LocalGraphQLDataSource(buildSubgraphSchema([{ typeDefs: notes, resolvers }])),
});
const { executor } = await gateway.load();
const answer = await executor({
  request: { query, variables: {} },
  document: parse(query),
  operationName: null,
  queryHash: "",
  context: {},
  cache: undefined,
  schema: undefined,
  logger: console,
  metrics: {},
  overallCachePolicy: { restrict() {}, policyIfCacheable: () => null },
});
console.log(JSON.stringify(answer));
await gateway.stop();
