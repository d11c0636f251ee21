// src/channels/open-finder.ts
async function openFinder(address, watch) {
  switch (address.channel) {
    case "artifact":
      return (await import("./artifact-finder-E5BNUUDF.mjs")).artifactFinder(address, watch);
    case "release":
      return (await import("./release-finder-IMRGFS54.mjs")).releaseFinder(address, watch);
  }
}

export {
  openFinder
};
