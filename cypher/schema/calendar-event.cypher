// Within a release a (:CalendarEvent) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT calendarEventKey IF NOT EXISTS
FOR (n:CalendarEvent) REQUIRE (n.release, n.key) IS UNIQUE
