// Bundles GraphiQL and the editor of SPARQL into a folder: `node build.mjs FOLDER`. The same packages give the same bytes.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const folder = process.argv[2];
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const { metafile } = await build({
  entryPoints: {
    graphiql: "main.jsx",
    sparql: "sparql.js",
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

// What is bundled keeps its licence: one file names every package with its version and text.
const packages = new Set(Object.keys(metafile.inputs).flatMap((path) => path.match(/.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []));
const licences = await Promise.all([...packages].sort().map(async (path) => {
  const { name, version, license } = JSON.parse(await readFile(`${path}/package.json`, "utf8"));
  const file = (await readdir(path)).find((each) => /^licen[cs]e/i.test(each));
  return `${name} ${version}: ${license}\n\n${file ? (await readFile(`${path}/${file}`, "utf8")).trim() : "The package holds no text of it."}\n`;
}));
await writeFile(`${folder}/LICENSES.txt`, licences.join("\n----\n\n"));
