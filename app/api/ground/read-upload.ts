import { FormBodyError, readFormBody, type BodyLimits, type FormBody, type Upload } from '~/platform/http/multipart.server';
import { ApiProblem, invalid } from './problem';

/** A sent form whose files fit the limits. */
export type UploadForm = Pick<FormBody, 'fields'> & { uploads: [Upload, ...Upload[]] };

/**
 * Reads a form with files and removes them when `run` is done with them.
 * @param field of the form that holds the files
 * @throws {ApiProblem} 400 for what is no form, 413 for more text than allowed, 422 without files, with too many or too large ones
 */
export async function withUpload<T>(request: Request, field: string, limits: BodyLimits, run: (form: UploadForm) => Promise<T>): Promise<T> {
  const body = await readFormBody(request, limits).catch((error: unknown) => {
    throw error instanceof FormBodyError ? new ApiProblem(error.status === 413 ? 'too-large' : 'malformed', { detail: error.message }) : error;
  });
  try {
    const [first, ...rest] = body.uploads.filter((upload) => upload.field === field);
    if (body.tooLarge.length > 0) throw invalid(`/${field}`, 'tooLarge', `A file has at most ${limits.fileBytes} bytes: ${body.tooLarge.join(', ')}.`);
    if (body.hasTooManyFiles) throw invalid(`/${field}`, 'tooMany', `At most ${limits.files} files are taken.`);
    if (!first) throw invalid(`/${field}`, 'required', 'Send a file.');
    return await run({ fields: body.fields, uploads: [first, ...rest] });
  } finally {
    await body.dispose();
  }
}
