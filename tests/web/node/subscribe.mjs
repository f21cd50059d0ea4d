// Follows subscriptions with the library graphql-ws, and prints what comes as a line of JSON each. A line on stdin ends it.
import { createClient } from "graphql-ws";
import { createInterface } from "node:readline";
import WebSocket from "ws";

const [url, query, variables] = process.argv.slice(2);
const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
const print = (line) => console.log(JSON.stringify(line));
const stop = client.subscribe(
  { query, variables: JSON.parse(variables) },
  { next: (payload) => print({ next: payload }), error: (error) => print({ error }), complete: () => print({ complete: true }) },
);
client.on("closed", (event) => print({ closed: event.code }));
createInterface({ input: process.stdin }).once("line", async () => {
  stop();
  await client.dispose();
  process.stdin.destroy();
});
