# Prints who stood in a district, the most votes first: Rscript votes.R http://127.0.0.1:8000/graphql 2024/dpr/1101
# Needs the packages curl and jsonlite (Debian: r-cran-curl, r-cran-jsonlite).

arguments <- commandArgs(trailingOnly = TRUE)
page_size <- as.integer(c(arguments, "50")[3])
query <- "query Votes($district: String!, $first: Int!, $after: String) {
  candidacies(where: {district: {eq: $district}}, orderBy: [{votesCount: DESC}], first: $first, after: $after) {
    nodes { nameOnBallot votesCount elected party { abbreviation } }
    pageInfo { hasNextPage endCursor }
  }
}"

ask <- function(address, variables) {
  body <- jsonlite::toJSON(list(query = query, variables = variables), auto_unbox = TRUE, null = "null")
  handle <- curl::new_handle(postfields = as.character(body))
  curl::handle_setheaders(handle, "Content-Type" = "application/json")
  answer <- jsonlite::fromJSON(rawToChar(curl::curl_fetch_memory(address, handle)$content), simplifyVector = FALSE)
  if (!is.null(answer$errors)) stop(answer$errors[[1]]$message)
  answer$data$candidacies
}

known <- function(value, otherwise) if (is.null(value)) otherwise else value

after <- NULL
repeat {
  page <- ask(arguments[1], list(district = arguments[2], first = page_size, after = after))
  for (each in page$nodes) {
    votes <- known(each$votesCount, "not reported")
    line <- paste(votes, each$nameOnBallot, known(each$party$abbreviation, "-"), sep = "\t")
    writeLines(enc2utf8(line), useBytes = TRUE)
  }
  if (!page$pageInfo$hasNextPage) break
  after <- page$pageInfo$endCursor
}
