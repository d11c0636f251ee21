/** Cases that each property is tried with: few in every test run, as many as one likes with FUZZ_RUNS. */
export const RUNS = Number(process.env["FUZZ_RUNS"] ?? 150);
