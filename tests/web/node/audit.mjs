// Prints what of the GraphQL-over-HTTP specification a server does not keep.
import { auditServer } from "graphql-http";

const results = await auditServer({ url: process.argv[2], fetchFn: fetch });
for (const each of results) if (each.status !== "ok") console.log(each.status, each.name, each.reason);
console.log(`${results.length} audited`);
