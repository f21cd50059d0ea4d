// @neo4j/graphql on Apollo Server, as the library's guide sets it up (https://neo4j.com/docs/graphql/current/getting-started/graphql-self-hosted),
// over the labels, relationships and properties that `hub graph load` makes. One release is there, so none is asked for.
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { Neo4jGraphQL } from "@neo4j/graphql";
import neo4j from "neo4j-driver";

const [port, uri] = process.argv.slice(2);

const typeDefs = `#graphql
  type Party @node @mutation(operations: []) {
    key: String!
    name: String!
    abbreviation: String
    results: [Result!]! @relationship(type: "FOR_PARTY", direction: IN)
  }
  type District @node @mutation(operations: []) {
    key: String!
    name: String!
    seatsCount: Int
    candidacies: [Candidacy!]! @relationship(type: "STANDS_IN", direction: IN)
  }
  type Person @node @mutation(operations: []) {
    key: String!
    name: String!
    candidacies: [Candidacy!]! @relationship(type: "STANDS_AS", direction: OUT)
  }
  type Candidacy @node @mutation(operations: []) {
    key: String!
    nameOnBallot: String!
    ballotNumber: Int
    votesCount: Int
    elected: Boolean
    rank: Int
    party: [Party!]! @relationship(type: "FOR_PARTY", direction: OUT)
    district: [District!]! @relationship(type: "STANDS_IN", direction: OUT)
  }
  type Result @node @mutation(operations: []) {
    key: String!
    kind: String!
    votesCount: Int
    status: String
    series: String!
  }
`;

const driver = neo4j.driver(uri);
const library = new Neo4jGraphQL({ typeDefs, driver });
const server = new ApolloServer({ schema: await library.getSchema(), introspection: false });
await startStandaloneServer(server, { listen: { port: Number(port), host: "127.0.0.1" } });
