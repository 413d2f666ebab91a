// Uploads one file with tus-js-client: `node tus_js_upload.mjs FILE ENDPOINT METADATA_JSON [CHUNK]`.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Upload } from "tus-js-client";

const [path, endpoint, metadata, chunk] = process.argv.slice(2);
const uploadSize = (await stat(path)).size;
await new Promise((resolve, reject) => {
    const upload = new Upload(createReadStream(path), {
        endpoint,
        uploadSize,
        chunkSize: chunk ? Number(chunk) : uploadSize,
        retryDelays: Array(60).fill(200),
        metadata: JSON.parse(metadata),
        onSuccess: resolve,
        onError: reject,
    });
    upload.start();
});
console.log("done");
process.exit(0);
