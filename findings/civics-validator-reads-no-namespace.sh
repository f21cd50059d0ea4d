#!/usr/bin/env bash
# civics-cdf-validator 1.66 (PyPI): a report that is valid by the XML Schema of NIST SP 1500-100 v2 is said to have a party selection without a party.
#
# Behaviour: the rule SingularPartySelection looks for `PartyIds` without the namespace of the standard, and so finds none; the rule Schema passes. Rules that
# look for elements in this way (SingularPartySelection, CorrectCandidateSelectionCount, ContestHasMultipleOffices) answer for Google's dialect, in which elements have no namespace.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check civics-cdf-validator==1.66
cd "$folder"
cat >schema.xsd <<'X'
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns="http://itl.nist.gov/ns/voting/1500-100/v2" targetNamespace="http://itl.nist.gov/ns/voting/1500-100/v2" elementFormDefault="qualified">
  <xsd:complexType name="ContestSelection" abstract="true"><xsd:attribute name="ObjectId" type="xsd:ID"/></xsd:complexType>
  <xsd:complexType name="PartySelection"><xsd:complexContent><xsd:extension base="ContestSelection"><xsd:sequence><xsd:element name="PartyIds" type="xsd:IDREFS"/></xsd:sequence></xsd:extension></xsd:complexContent></xsd:complexType>
  <xsd:complexType name="Party"><xsd:attribute name="ObjectId" type="xsd:ID"/></xsd:complexType>
  <xsd:element name="ElectionReport"><xsd:complexType><xsd:sequence><xsd:element name="ContestSelection" type="ContestSelection"/><xsd:element name="Party" type="Party"/></xsd:sequence></xsd:complexType></xsd:element>
</xsd:schema>
X
printf 'id,name\nocd-division/country:id,Indonesia\n' >ids.csv
asked() { # asked RULE: how many errors the rule finds in report.xml
  "$folder/venv/bin/civics_cdf_validator" validate report.xml --xsd schema.xsd --ocdid_file ids.csv --include "$1" 2>&1 | sed -n 's/^ *\([0-9]*\) Error messages\{0,1\} found.*/\1/p' || true
}
seen=$(
  "$folder/venv/bin/pip" list --disable-pip-version-check 2>/dev/null | awk '/^civics/ {print $1, $2}'
  for space in 'xmlns="http://itl.nist.gov/ns/voting/1500-100/v2"' ''; do
    printf '<ElectionReport %s xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><ContestSelection ObjectId="s1" xsi:type="PartySelection"><PartyIds>p1</PartyIds></ContestSelection><Party ObjectId="p1"/></ElectionReport>\n' "$space" >report.xml
    echo "in ${space:+the namespace}${space:-no namespace}" | sed 's/xmlns.*//'
    for rule in Schema SingularPartySelection; do echo "  $rule: $(asked "$rule") errors"; done
  done
)
expected='civics_cdf_validator 1.66
in the namespace
  Schema: 0 errors
  SingularPartySelection: 1 errors
in no namespace
  Schema: 1 errors
  SingularPartySelection: 0 errors'
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
