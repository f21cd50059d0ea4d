import "graphiql/style.css";
import "./languages.css";
import "./workers.js";

import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";

const root = document.getElementById("graphiql");
const { url, examples } = JSON.parse(document.getElementById("settings").textContent);
const address = new URL(url, location.href);
const subscriptions = Object.assign(new URL(address), { protocol: location.protocol.replace("http", "ws") });
const fetcher = createGraphiQLFetcher({ url: address.href, subscriptionUrl: subscriptions.href });
const first = new URLSearchParams(location.search).get("example");
const tabs = examples.map(({ query, variables }) => ({ query, variables: variables ?? null }));

// Tabs are the examples until the visitor changes them; the browser remembers the visitor's own.
createRoot(root).render(
  <GraphiQL fetcher={fetcher} defaultTabs={first ? tabs.slice(Number(first), Number(first) + 1) : tabs} shouldPersistHeaders={false}>
    <GraphiQL.Logo>Pemilu Hub</GraphiQL.Logo>
  </GraphiQL>,
);
