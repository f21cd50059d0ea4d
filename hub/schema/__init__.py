"""The GraphQL API: types, arguments, and the compilation of a query to plans that a store answers."""
