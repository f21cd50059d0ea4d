import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.tdb2.TDB2Factory;
import org.apache.jena.tdb2.loader.LoaderFactory;
import org.apache.jena.tdb2.loader.DataLoader;

/** Answers the queries of files from a TDB2 store: a line `QUERY<tab>OUT` is answered with the nanoseconds that it took, elapsed and of the processor; the answer is then in OUT. */
public class Tdb2 {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    public static void main(String[] args) throws Exception {
        Dataset dataset = TDB2Factory.connectDataset(args[0]);
        if (args.length > 1) {
            DataLoader loader = LoaderFactory.phasedLoader(dataset.asDatasetGraph(), (format, more) -> {});
            loader.startBulk();
            loader.load(List.of(args).subList(1, args.length));
            loader.finishBulk();
        }
        System.out.println("ready");
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            String[] given = line.split("\t");
            String query = Files.readString(Path.of(given[0]));
            long began = System.nanoTime();
            long used = THREADS.getCurrentThreadCpuTime();
            byte[] answer = answer(dataset, query);
            String took = (System.nanoTime() - began) + "\t" + (THREADS.getCurrentThreadCpuTime() - used);
            Files.write(Path.of(given[1]), answer);
            System.out.println(took);
        }
    }

    private static byte[] answer(Dataset dataset, String query) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dataset.begin(ReadWrite.READ);
        try (QueryExecution asked = QueryExecutionFactory.create(query, dataset)) {
            if (asked.getQuery().isSelectType()) {
                ResultSetFormatter.outputAsJSON(out, asked.execSelect());
            } else {
                RDFDataMgr.write(out, asked.execDescribe(), Lang.NTRIPLES);
            }
        } finally {
            dataset.end();
        }
        return out.toByteArray();
    }
}
