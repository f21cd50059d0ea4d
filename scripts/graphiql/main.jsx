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
const given = new URLSearchParams(location.search);
const first = given.get("example");
const asked = given.get("query"); // a page of the portal leads here with the query that it shows
const tabs = examples.map(({ query, variables }) => ({ query, variables: variables ?? null }));

// Tabs are the examples until the visitor changes them; the browser remembers the visitor's own.
createRoot(root).render(
  <GraphiQL fetcher={fetcher} defaultTabs={asked ? [{ query: asked, variables: given.get("variables") }] : first ? tabs.slice(Number(first), Number(first) + 1) : tabs} shouldPersistHeaders={false}>
    <GraphiQL.Logo>Pemilu Hub</GraphiQL.Logo>
  </GraphiQL>,
);
