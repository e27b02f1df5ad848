import multipart from '@fastify/multipart';
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import { BadRequestException, HttpException, Injectable, PayloadTooLargeException } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { importLimits } from '@sightline/contracts';

/** A request that may carry a file. */
export interface Upload {
  isMultipart(): boolean;
  parts(options: object): AsyncIterableIterator<MultipartFile | MultipartValue>;
}

/** A file with the fields of the form that it came in. */
export interface Uploaded {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly fields: Readonly<Record<string, string>>;
}

/** A field of a form: a profile may be one. Bytes. */
const longestField = 200_000;
const longestName = 200;

/** Lets Fastify read multipart bodies, one file each. */
@Injectable()
export class Multipart {
  constructor(host: HttpAdapterHost<FastifyAdapter>) {
    void host.httpAdapter.getInstance().register(multipart, { limits: { fileSize: importLimits.gtfsBytes, files: 1, fields: 10, fieldSize: longestField, headerPairs: 100 } });
  }
}

/** The file of a request, in memory. Throws 400 where there is none and 413 where it is too large, with `advice` for that. */
export async function fileOf(request: Upload, mostBytes: number, advice = ''): Promise<Uploaded> {
  const received = request.isMultipart() ? await formOf(request, mostBytes, advice) : undefined;
  if (received?.file === undefined) throw new BadRequestException('Send the file as multipart/form-data.');
  return { ...received.file, fields: received.fields };
}

async function formOf(request: Upload, mostBytes: number, advice: string): Promise<{ file?: Omit<Uploaded, 'fields'>; fields: Record<string, string> } | undefined> {
  let file: Omit<Uploaded, 'fields'> | undefined;
  const fields: Record<string, string> = {};
  try {
    for await (const part of request.parts({ limits: { fileSize: mostBytes } })) {
      if (part.type === 'field') fields[part.fieldname] = String(part.value);
      else file = { name: nameOf(part.filename), bytes: await bytesOf(part, mostBytes, advice) };
    }
  } catch (error) {
    if (error instanceof HttpException) throw error;
    // A form that is broken off, or that has more in it than any of ours.
    return undefined;
  }
  return { ...(file && { file }), fields };
}

async function bytesOf(part: MultipartFile, mostBytes: number, advice: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await part.toBuffer());
  } catch {
    throw new PayloadTooLargeException(`A file of this kind is at most ${mostBytes / 2 ** 20} MB.${advice === '' ? '' : ` ${advice}`}`);
  }
}

/** The name alone, of what can be shown and stored. */
const nameOf = (path: string): string => (path.split(/[/\\]/).at(-1) ?? '').replaceAll(/\p{Cc}/gu, '').toWellFormed().slice(0, longestName) || 'without a name';
