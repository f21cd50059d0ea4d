// Within a release a (:TicketParty) has pair and name of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT ticketPartyKey IF NOT EXISTS
FOR (n:TicketParty) REQUIRE (n.release, n.ticket, n.partyName) IS UNIQUE
