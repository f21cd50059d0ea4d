// Prints who stood in a district, the most votes first: node votes.mjs http://127.0.0.1:8000/graphql 2024/dpr/1101
// Nothing but fetch, as browsers and Node have it. The query is sent by its hash, so that caches on the way can hold the answer.
import { createHash } from "node:crypto";

const [address, district, rows = "50"] = process.argv.slice(2);
const query = `query Votes($district: String!, $first: Int!, $after: String) {
  candidacies(where: {district: {eq: $district}}, orderBy: [{votesCount: DESC}], first: $first, after: $after) {
    nodes { nameOnBallot votesCount elected party { abbreviation } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const persistedQuery = { version: 1, sha256Hash: createHash("sha256").update(query).digest("hex") };

async function ask(variables) {
  const parameters = new URLSearchParams({
    extensions: JSON.stringify({ persistedQuery }),
    variables: JSON.stringify(variables),
  });
  let answer = await (await fetch(`${address}?${parameters}`)).json();
  if (answer.errors?.[0].extensions.code === "PERSISTED_QUERY_NOT_FOUND") {
    const body = JSON.stringify({ query, variables, extensions: { persistedQuery } });
    answer = await (await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body })).json();
  }
  if (answer.errors) throw new Error(answer.errors.map((error) => error.message).join("; "));
  return answer.data.candidacies;
}

let after = null;
do {
  const page = await ask({ district, first: Number(rows), after });
  for (const { votesCount, nameOnBallot, party } of page.nodes) {
    console.log(`${votesCount ?? "not reported"}\t${nameOnBallot}\t${party?.abbreviation ?? "-"}`);
  }
  after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
} while (after);
