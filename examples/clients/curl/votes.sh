#!/bin/sh
# Prints a page of who stood in a district, as JSON: votes.sh http://127.0.0.1:8000/graphql 2024/dpr/1101 [ROWS] [CURSOR]
set -eu
query='query Votes($district: String!, $first: Int!, $after: String) {
  candidacies(where: {district: {eq: $district}}, orderBy: [{votesCount: DESC}], first: $first, after: $after) {
    nodes { nameOnBallot votesCount elected party { abbreviation } }
    pageInfo { hasNextPage endCursor }
  }
}'
after=${4:+\"$4\"}
exec curl --silent --show-error --fail-with-body --compressed --get "$1" \
  --data-urlencode "query=$query" \
  --data-urlencode "variables={\"district\": \"$2\", \"first\": ${3:-50}, \"after\": ${after:-null}}"
