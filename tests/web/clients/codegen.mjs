// Generates the types of a running hub with graphql-codegen, which reads the schema over HTTP, and prints them.
import { generate } from "@graphql-codegen/cli";

const [address] = process.argv.slice(2);
const files = await generate(
  { schema: `${address}/graphql`, generates: { "types.ts": { plugins: ["typescript"] } }, silent: true },
  false,
);
process.stdout.write(files[0].content);
