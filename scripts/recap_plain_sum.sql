-- Votes of a synthetic night by region, contest and option, as one plain sum.
-- It knows nothing of trees and tallies: a region is the beginning of its stations' codes, the last revision of a form is the one
-- that counts. Parameters: regions, forms and cells (paths of Parquet files), digits of the code (0 for the nation).
WITH stations AS (
    SELECT row_number() OVER () - 1 AS unit, left(replace(region_id, 'synthetic/', ''), $digits) AS code
    FROM read_parquet($regions)
    WHERE level = 'POLLING_STATION'
), last_words AS (
    SELECT unit, contest, max(revision) AS revision
    FROM read_parquet($forms)
    GROUP BY unit, contest
)
SELECT
    'synthetic/' || if(code = '', '0', code) AS region_id,
    contest,
    option,
    sum(synthetic_votes_count)::BIGINT AS votes_count,
    count(*) AS reporting_count
FROM read_parquet($cells)
JOIN last_words USING (unit, contest, revision)
JOIN stations USING (unit)
GROUP BY ALL
ORDER BY ALL
