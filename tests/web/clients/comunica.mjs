// Asks a running hub a SPARQL query through Comunica, and prints each row as JSON.
import { QueryEngine } from "@comunica/query-sparql";

const [address, query] = process.argv.slice(2);
const rows = await new QueryEngine().queryBindings(query, { sources: [{ type: "sparql", value: `${address}/sparql` }] });
for (const row of await rows.toArray()) {
  console.log(JSON.stringify(Object.fromEntries([...row].map(([name, term]) => [name.value, term.value]))));
}
