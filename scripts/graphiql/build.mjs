// Bundles GraphiQL into a folder: `node build.mjs FOLDER`. The same packages give the same bytes.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const folder = process.argv[2];
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const { metafile } = await build({
  entryPoints: {
    graphiql: "main.jsx",
    "editor.worker": "monaco-editor/esm/vs/editor/editor.worker.js",
    "json.worker": "monaco-editor/esm/vs/language/json/json.worker.js",
    "graphql.worker": "monaco-graphql/esm/graphql.worker.js",
  },
  outdir: folder,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  loader: { ".ttf": "dataurl", ".woff2": "dataurl", ".woff": "dataurl" },
  assetNames: "[name]",
  legalComments: "external",
  metafile: true,
  logLevel: "warning",
});
const sizes = Object.entries(metafile.outputs).map(([name, { bytes }]) => `${bytes.toLocaleString("en")} bytes ${name}`);
console.log(sizes.join("\n"));
