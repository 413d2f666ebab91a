// A plain @tus/server: `node tus_server.mjs FOLDER PORT`. Prints "ready" when it listens.
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";

const [directory, port] = process.argv.slice(2);
const server = new Server({ path: "/files", datastore: new FileStore({ directory }) });
server.listen({ host: "0.0.0.0", port: Number(port) }, () => console.log("ready"));
