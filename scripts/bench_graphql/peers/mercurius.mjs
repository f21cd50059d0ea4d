// Mercurius with compiled queries (jit) over rows in memory; every list is indexed by what it is asked with, and sorted in advance.
import { readFileSync } from "node:fs";
import Fastify from "fastify";
import mercurius from "mercurius";

const [port, folder] = process.argv.slice(2);

const byCodeUnits = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

function read(relation, toRow) {
  const lines = readFileSync(`${folder}/${relation}.jsonl`, "utf8").trimEnd().split("\n");
  return lines.map((line) => toRow(JSON.parse(line))).sort((one, other) => byCodeUnits(one.key, other.key));
}

const byKey = (rows) => new Map(rows.map((row) => [row.key, row]));

const parties = read("parties", (row) => ({ key: row.party_id, name: row.name, abbreviation: row.abbreviation }));
const districts = read("districts", (row) => ({ key: row.district_id, name: row.name, seatsCount: row.seats_count }));
const persons = read("persons", (row) => ({ key: row.person_id, name: row.name }));
const candidacies = read("candidacies", (row) => ({
  key: row.candidacy_id,
  nameOnBallot: row.name_on_ballot,
  ballotNumber: row.ballot_number,
  votesCount: row.votes_count,
  elected: row.elected,
  rank: row.rank,
  personKey: row.person_id,
  partyKey: row.party_id,
  districtKey: row.district_id,
}));
const results = read("results", (row) => ({
  key: row.result_id,
  kind: row.kind,
  votesCount: row.votes_count,
  status: row.status,
  series: row.series,
  partyKey: row.party_id,
}));

const partyByKey = byKey(parties);
const districtByKey = byKey(districts);
const personByKey = byKey(persons);
const candidacyByKey = byKey(candidacies);
const candidaciesByPerson = Map.groupBy(candidacies, (row) => row.personKey);
const candidaciesByDistrict = Map.groupBy(
  // Sorting is stable, so that equal votes stay in the order of keys; nulls stand last.
  candidacies.toSorted((one, other) => (other.votesCount ?? -1) - (one.votesCount ?? -1)),
  (row) => row.districtKey,
);
const resultsByParty = Map.groupBy(results, (row) => row.partyKey);

const page = (rows, first) => ({ nodes: rows === undefined ? [] : rows.slice(0, first) });

const schema = `
  type Party { key: String! name: String! abbreviation: String }
  type District { key: String! name: String! seatsCount: Int }
  type Person { key: String! name: String! candidacies(first: Int): CandidacyConnection! }
  type Candidacy {
    key: String! nameOnBallot: String! ballotNumber: Int votesCount: Int elected: Boolean rank: Int
    party: Party district: District
  }
  enum ResultKind { CANDIDATE PARTY_ONLY PARTY_TOTAL TICKET }
  type Result { key: String! kind: ResultKind! votesCount: Int status: String series: String! }
  type CandidacyConnection { nodes: [Candidacy!]! }
  type ResultConnection { nodes: [Result!]! }
  enum OrderDirection { ASC DESC }
  input TextFilter { eq: String }
  input CandidacyWhere { district: TextFilter }
  input CandidacyOrder { votesCount: OrderDirection }
  input ResultWhere { party: TextFilter }
  type Query {
    candidacy(id: ID!): Candidacy
    person(id: ID!): Person
    candidacies(where: CandidacyWhere, orderBy: [CandidacyOrder!], first: Int): CandidacyConnection!
    results(where: ResultWhere, first: Int): ResultConnection!
  }
`;

const resolvers = {
  Query: {
    candidacy: (_, { id }) => candidacyByKey.get(id),
    person: (_, { id }) => personByKey.get(id),
    candidacies: (_, { where, first }) => page(candidaciesByDistrict.get(where.district.eq), first),
    results: (_, { where, first }) => page(resultsByParty.get(where.party.eq), first),
  },
  Person: { candidacies: (person, { first }) => page(candidaciesByPerson.get(person.key), first) },
  Candidacy: {
    party: (candidacy) => partyByKey.get(candidacy.partyKey),
    district: (candidacy) => districtByKey.get(candidacy.districtKey),
  },
};

const app = Fastify();
app.register(mercurius, { schema, resolvers, jit: 1 });
await app.listen({ port: Number(port), host: "127.0.0.1" });
