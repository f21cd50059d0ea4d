"""The page that a browser gets at `/graphql`: examples, a query to edit, and the answer. It loads nothing from elsewhere."""

from html import escape

EXAMPLES = {
    "Who stood in a district": """{
  candidacies(
    where: { district: { eq: "2024/dpr/1101" } }
    orderBy: [{ votesCount: DESC }]
    first: 10
  ) {
    totalCount
    nodes { nameOnBallot votesCount elected party { abbreviation } }
  }
}""",
    "One person through the editions": """{
  search(text: "irmawan", types: [PERSON], first: 5) {
    nodes {
      ... on Person {
        name
        names
        candidacies { nodes { edition { key } district { name } party { abbreviation } elected } }
      }
    }
  }
}""",
    "Where sources disagree": """{
  findings(where: { severity: { ne: INFO } }, first: 10) {
    totalCount
    nodes { rule message evidence subject { __typename key } source { title publisher } }
  }
}""",
}

_OPTIONS = "".join(
    f"<option value='{escape(query, quote=True)}'>{escape(title)}</option>" for title, query in EXAMPLES.items()
)

PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
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
    body: JSON.stringify({{ query: query.value }}),
  }});
  answer.textContent = JSON.stringify(await response.json(), null, 2);
}}
examples.onchange = () => {{ query.value = examples.value; run(); }};
document.getElementById("run").onclick = run;
query.onkeydown = (event) => {{ if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run(); }};
query.value = examples.value;
</script>
</body>
</html>
"""
