// package: sharp
import sharp from "sharp";
import { createReadStream } from "node:fs";
import { check, done } from "./_check.mjs";

const red = await sharp({ create: { width: 64, height: 32, channels: 3, background: "red" } }).png().toBuffer();
const meta = await sharp(red).metadata();
check.deepEqual([meta.format, meta.width, meta.height], ["png", 64, 32]);
const small = await sharp(red).resize(16).rotate(90).webp({ quality: 50 }).toBuffer({ resolveWithObject: true });
check.deepEqual([small.info.format, small.info.width, small.info.height], ["webp", 8, 16]);
const label = Buffer.from('<svg width="32" height="32"><rect width="32" height="32" fill="blue"/></svg>');
const { data, info } = await sharp(red).composite([{ input: label, left: 0, top: 0 }]).raw().toBuffer({ resolveWithObject: true });
const pixel = (x, y) => [...data.subarray((y * info.width + x) * info.channels, (y * info.width + x) * info.channels + 3)];
check.deepEqual(pixel(5, 5), [0, 0, 255]);
check.deepEqual(pixel(60, 5), [255, 0, 0]);
const file = `${process.env.SCRATCH}/a.jpg`;
await sharp(red).jpeg().toFile(file);
const piped = createReadStream(file).pipe(sharp().grayscale().avif());
check.equal((await sharp(await piped.toBuffer()).metadata()).format, "heif");
const stats = await sharp(red).stats();
check.equal(stats.channels[0].mean, 255);
await check.rejects(sharp(Buffer.from("no image")).toBuffer(), /unsupported image format/);
const many = await Promise.all(Array.from({ length: 8 }, (_, i) => sharp(red).resize(i + 1).toBuffer({ resolveWithObject: true })));
check.deepEqual(many.map((each) => each.info.width), [1, 2, 3, 4, 5, 6, 7, 8]);
done("the native addon: PNG, JPEG, WebP, AVIF, SVG, resize, composite, raw pixels, streams, many at once, errors");
