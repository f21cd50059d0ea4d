import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.validation.ReportEntry;

/** Prints how many results the validation of a graph has: `Shapes SHAPES DATA`. Exits with 1 where there is any. */
public class Shapes {
    public static void main(String[] args) {
        Graph shapes = RDFDataMgr.loadGraph(args[0]);
        Graph data = RDFDataMgr.loadGraph(args[1]);
        ValidationReport report = ShaclValidator.get().validate(shapes, data);
        Map<String, Integer> counts = new TreeMap<>();
        for (ReportEntry entry : report.getEntries()) {
            counts.merge(entry.resultPath() + ": " + entry.message() + ", such as " + entry.focusNode(), 1, Integer::sum);
        }
        System.out.printf("%,d triples, %d violations%n", data.size(), report.getEntries().size());
        counts.entrySet().stream().limit(20).forEach(each -> System.out.println(each.getKey() + " (" + each.getValue() + ")"));
        System.exit(report.conforms() ? 0 : 1);
    }
}
