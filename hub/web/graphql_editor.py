"""The fallback page at `/graphql` where GraphiQL was not built into the package: examples, a query to edit, and the answer."""

from html import escape

from hub.web.graphql_examples import EXAMPLES

_OPTIONS = "".join(
    f"<option value='{escape(each.query, quote=True)}'>{escape(each.title)}</option>"
    for each in EXAMPLES
    if not each.query.startswith("subscription")
)

PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>GraphQL · Pemilu Hub</title>
<style>
body {{ font: 15px/1.4 system-ui, sans-serif; margin: 0; height: 100vh; display: grid; grid-template: auto 1fr / 1fr 1fr; }}
header {{ grid-column: 1 / 3; padding: .6rem 1rem; display: flex; gap: 1rem; align-items: center; border-bottom: 1px solid #8884; }}
textarea, pre {{ font: 13px/1.5 ui-monospace, monospace; margin: 0; padding: 1rem; border: 0; overflow: auto; resize: none; }}
textarea {{ border-right: 1px solid #8884; }}
</style>
</head>
<body>
<header>
<strong>GraphQL</strong>
<label>Example <select id="examples">{_OPTIONS}</select></label>
<button id="run" title="Ctrl+Enter">Run</button>
<a href="/graphql/schema.graphql">Schema</a>
</header>
<textarea id="query" aria-label="Query" spellcheck="false"></textarea>
<pre id="answer" aria-live="polite"></pre>
<script>
const query = document.getElementById("query"), answer = document.getElementById("answer");
const examples = document.getElementById("examples");
async function run() {{
  answer.textContent = "…";
  const response = await fetch(location.pathname, {{
    method: "POST",
    headers: {{ "Content-Type": "application/json", "Accept": "application/graphql-response+json" }},
    body: JSON.stringify({{ query: query.value, variables }}),
  }});
  answer.textContent = JSON.stringify(await response.json(), null, 2);
}}
let variables = null;
examples.onchange = () => {{ query.value = examples.value; variables = null; run(); }};
document.getElementById("run").onclick = run;
query.onkeydown = (event) => {{ if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run(); }};
const given = new URLSearchParams(location.search);
query.value = given.get("query") || examples.value;
if (given.get("query") && given.get("variables")) variables = JSON.parse(given.get("variables"));
</script>
</body>
</html>
"""
