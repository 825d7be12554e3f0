// scimmy-routers on express. Resources are kept in memory, users and groups by id in a Map.
//
// SCIMMY parses the requests, applies PATCH, makes the answers, and matches filters; where resources are kept is for the
// program around it to say. Here a list is cut to its page before SCIMMY sees it, which spares it the rest, and
// uniqueness of userName is a look-up: what a careful user of the library would do.

import { randomUUID } from "node:crypto";
import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";

const [port, key] = [Number(process.env.PEER_PORT), process.env.PEER_KEY];

/** Handlers that keep resources of one type; `unique` names the attribute that no two may share, if there is one. */
function memory(unique) {
    const kept = new Map();
    const holders = new Map();
    const name = data => String(data[unique]).toLowerCase();
    return {
        ingress: (resource, data) => {
            const old = resource.id ? kept.get(resource.id) : undefined;
            if (resource.id && !old) throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
            const id = old?.id ?? randomUUID();
            if (unique) {
                const holder = holders.get(name(data));
                if (holder !== undefined && holder !== id)
                    throw new SCIMMY.Types.Error(409, "uniqueness", `${unique} is taken`);
                if (old) holders.delete(name(old));
                holders.set(name(data), id);
            }
            const now = new Date();
            const meta = { created: old?.meta.created ?? now, lastModified: now };
            const stored = { ...JSON.parse(JSON.stringify(data)), id, meta };
            kept.set(id, stored);
            return stored;
        },
        egress: resource => {
            if (resource.id) {
                const found = kept.get(resource.id);
                if (!found) throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
                return found;
            }
            const all = [...kept.values()];
            const found = resource.filter ? resource.filter.match(all) : all;
            const { sortBy, startIndex = 1, count = 20 } = resource.constraints ?? {};
            if (sortBy !== undefined) return found;
            resource.constraints = { ...resource.constraints, totalResults: found.length };
            return found.slice(startIndex - 1, startIndex - 1 + count);
        },
        degress: resource => {
            const old = kept.get(resource.id);
            if (!old) throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
            if (unique) holders.delete(name(old));
            kept.delete(resource.id);
        },
    };
}

SCIMMY.Resources.declare(SCIMMY.Resources.User, memory("userName"));
SCIMMY.Resources.declare(SCIMMY.Resources.Group, memory(undefined));

const app = express();
app.set("query parser", "simple");
app.use((request, response, next) => {
    // In express 5 the query is parsed anew each time it is read, and the routers write numbers into it.
    Object.defineProperty(request, "query", { value: request.query, writable: true });
    // The routers send no Location with a 201 (RFC 7644 §3.3).
    const send = response.send.bind(response);
    response.send = body => {
        if (response.statusCode === 201 && body?.meta?.location) response.location(body.meta.location);
        return send(body);
    };
    next();
});
app.use("/scim", new SCIMMYRouters({
    type: "bearer",
    handler: request => {
        if (request.header("Authorization") !== `Bearer ${key}`) throw new Error("a key is needed");
        return "peer";
    },
}));
app.listen(port, "127.0.0.1");
