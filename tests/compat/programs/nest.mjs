// package: @nestjs/core
import "reflect-metadata";
import {
  BadRequestException, Body, Catch, Controller, Get, HttpException, Inject, Injectable, Module, Param, ParseIntPipe, Post, StreamableFile, UseGuards,
} from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { Readable } from "node:stream";
import { check, done, gate, readInTwo } from "./_check.mjs";

const held = gate();
/** Decorators as TypeScript's compiler applies them: to the class, or to a method and its parameters. */
const method = (target, name, decorators, parameters = []) => {
  for (const [index, decorate] of parameters.entries()) decorate(target.prototype, name, index);
  const descriptor = Object.getOwnPropertyDescriptor(target.prototype, name);
  for (const decorate of decorators) decorate(target.prototype, name, descriptor);
};

class CatService {
  #cats = ["Tom"];
  add = (name) => this.#cats.push(name);
  get = (index) => this.#cats[index];
}
Injectable()(CatService);

class TokenGuard {
  canActivate(context) {
    return context.switchToHttp().getRequest().headers.token === "let me in";
  }
}
Injectable()(TokenGuard);

class Filter {
  catch(exception, host) {
    const status = exception instanceof HttpException ? exception.getStatus() : 500;
    host.switchToHttp().getResponse().status(status).json({ error: exception.message });
  }
}
Catch()(Filter);

class CatController {
  constructor(cats) {
    this.cats = cats;
  }
  stream() {
    return new StreamableFile(Readable.from((async function* () {
      yield Buffer.from("first ");
      await held.promise;
      yield Buffer.from("second");
    })()));
  }
  read(id) {
    const name = this.cats.get(id);
    if (name === undefined) throw new BadRequestException(`no cat ${id}`);
    return { id, name };
  }
  create(body) {
    return { count: this.cats.add(body.name) };
  }
}
Inject(CatService)(CatController, undefined, 0);
Controller("cats")(CatController);
method(CatController, "stream", [Get("stream")]);
method(CatController, "read", [Get(":id")], [Param("id", ParseIntPipe)]);
method(CatController, "create", [Post(), UseGuards(TokenGuard)], [Body()]);

let stopped = 0;
class AppModule {
  onModuleDestroy() {
    stopped++;
  }
}
Module({ controllers: [CatController], providers: [CatService] })(AppModule);

const app = await NestFactory.create(AppModule, { logger: false });
app.useGlobalFilters(new Filter());
await app.listen(0, "127.0.0.1");
const url = (await app.getUrl()) + "/cats";
check.deepEqual(await (await fetch(`${url}/0`)).json(), { id: 0, name: "Tom" });
const post = (token) =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json", token }, body: '{"name":"Kit"}' });
check.equal((await post("wrong")).status, 403);
check.deepEqual(await (await post("let me in")).json(), { count: 2 });
check.deepEqual(await readInTwo(await fetch(`${url}/stream`), held.resolve), ["first ", "second"]);
const missing = await fetch(`${url}/9`);
check.equal(missing.status, 400);
check.deepEqual(await missing.json(), { error: "no cat 9" });
check.equal((await fetch(`${url}/x`)).status, 400);
await app.close();
check.equal(stopped, 1);
done("injection, controllers, pipes, guards, exception filter, streamed answer, life cycle, on express");
