// Sends every file below FOLDER with tus-js-client, three at a time, as its documentation shows:
// `node tus_js_send.mjs FOLDER ENDPOINT`. Prints the seconds it took, as JSON.
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Upload } from "tus-js-client";

const [folder, endpoint] = process.argv.slice(2);
const RETRIES = Array.from({ length: 1000 }, (_, tried) => Math.min(1000 * 2 ** tried, 5000));

async function filesBelow(place) {
    const found = [];
    for (const dossier of (await readdir(place)).sort()) {
        for (const name of (await readdir(join(place, dossier))).sort()) {
            found.push(join(place, dossier, name));
        }
    }
    return found;
}

async function send(path) {
    const uploadSize = (await stat(path)).size;
    await new Promise((resolve, reject) => {
        const upload = new Upload(createReadStream(path), {
            endpoint,
            uploadSize,
            chunkSize: 256 * 1024,
            retryDelays: RETRIES,
            metadata: { filename: path.split("/").at(-1) },
            onSuccess: resolve,
            onError: reject,
        });
        upload.start();
    });
}

const began = performance.now();
const waiting = await filesBelow(folder);
await Promise.all(
    [1, 2, 3].map(async () => {
        for (let path = waiting.shift(); path; path = waiting.shift()) {
            await send(path);
        }
    }),
);
console.log(JSON.stringify({ done_s: Math.round((performance.now() - began) / 100) / 10 }));
process.exit(0);
