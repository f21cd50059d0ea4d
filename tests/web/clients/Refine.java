import com.google.refine.model.Recon;
import com.google.refine.model.ReconCandidate;
import com.google.refine.model.recon.ReconJob;
import com.google.refine.model.recon.ReconciledDataExtensionJob;
import com.google.refine.model.recon.StandardReconConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Matches names and fetches a column with OpenRefine's own classes. Given: service, type, property, names. Prints a line for each name: judgment, id, name, property. */
class Refine {
    public static void main(String[] given) throws Exception {
        String service = given[0];
        StandardReconConfig config = new StandardReconConfig(
            service, "http://ids.example/", "http://types.example/", given[1], given[1], true, new ArrayList<>(), 5);
        List<ReconJob> jobs = new ArrayList<>();
        for (String name : Arrays.copyOfRange(given, 3, given.length)) {
            jobs.add(config.createSimpleJob(name));
        }
        List<Recon> found = config.batchRecon(jobs, 1L);
        Set<String> ids = new LinkedHashSet<>();
        Map<String, ReconCandidate> candidates = new LinkedHashMap<>();
        for (Recon recon : found) {
            if (recon.match != null) {
                ids.add(recon.match.id);
                candidates.put(recon.match.id, recon.match);
            }
        }
        ReconciledDataExtensionJob job = new ReconciledDataExtensionJob(
            ReconciledDataExtensionJob.DataExtensionConfig.reconstruct("{\"properties\": [{\"id\": \"" + given[2] + "\"}]}"), service);
        Map<String, ReconciledDataExtensionJob.DataExtension> extended = job.extend(ids, candidates);
        for (Recon recon : found) {
            ReconCandidate best = recon.match;
            String column = best == null ? "-" : Arrays.deepToString(extended.get(best.id).data);
            System.out.println(
                recon.judgment + "\t" + (best == null ? "-\t-" : best.id + "\t" + best.name) + "\t" + column + (recon.error == null ? "" : "\t" + recon.error));
        }
        System.exit(0);
    }
}
