"""Queries to begin with, shown in the browser; a test asks each."""

from typing import NamedTuple


class Example(NamedTuple):
    """A query that needs no variables, and what it is about."""

    title: str
    query: str


EXAMPLES = (
    Example(
        "Who stood in a district",
        """# Who stood in a district, the most votes first
query Candidacies {
  candidacies(
    where: { district: { eq: "2024/dpr/1101" } }
    orderBy: [{ votesCount: DESC }]
    first: 10
  ) {
    totalCount
    nodes { nameOnBallot votesCount elected party { abbreviation } }
  }
}""",
    ),
    Example(
        "One person through the editions",
        """# One person through the editions
query Person {
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
    ),
    Example(
        "Votes of parties, summed up",
        """# Votes of each party's candidates, summed up over an edition
query Parties {
  candidacies(where: { edition: { eq: "2024" }, office: { eq: DPR } }) {
    groups(by: [party], first: 10) {
      key { party { name } }
      count
      sum { votesCount }
    }
  }
}""",
    ),
    Example(
        "Where sources disagree",
        """# Where sources disagree
query Findings {
  findings(where: { severity: { ne: INFO } }, first: 10) {
    totalCount
    nodes { rule message evidence subject { __typename key } source { title publisher } }
  }
}""",
    ),
    Example(
        "A count, followed",
        """# A count, followed: answers again with every new release
subscription Count {
  recapProgress(contest: "2024/president") {
    name
    progress { nodes { region { name } unitLevel countedCount expectedCount } }
  }
}""",
    ),
)
