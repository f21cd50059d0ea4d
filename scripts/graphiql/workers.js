// Monaco, the editor inside GraphiQL, works in three workers; they stand beside this script.
const FILES = { graphql: "graphql.worker.js", json: "json.worker.js" };

globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(new URL(FILES[label] ?? "editor.worker.js", import.meta.url), { type: "module" }),
};
