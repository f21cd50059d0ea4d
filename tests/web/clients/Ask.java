import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks a hub with Java's own client as it comes: it offers an upgrade to HTTP/2 with each request. Prints status, version and body. */
class Ask {
    public static void main(String[] given) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        URI address = URI.create(given[0]);
        HttpRequest[] requests = {
            HttpRequest.newBuilder(address.resolve("/readyz")).build(),
            HttpRequest.newBuilder(address.resolve("/graphql"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ parties { totalCount } }\"}"))
                .build(),
            HttpRequest.newBuilder(address.resolve("/graphql"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ editions { totalCount } }\"}"))
                .build(),
        };
        for (HttpRequest request : requests) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            System.out.println(answer.statusCode() + " " + answer.version() + " " + answer.body().strip());
        }
    }
}
