// A plain @tus/server: `node tus_server.mjs FOLDER PORT PATH`. Prints "ready PORT" when it listens.
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";

const [directory, port, path] = process.argv.slice(2);
const server = new Server({ path, datastore: new FileStore({ directory }) });
const listening = server.listen({ host: "0.0.0.0", port: Number(port) }, () =>
    console.log(`ready ${listening.address().port}`),
);
