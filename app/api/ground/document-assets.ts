import redoc from 'redoc/bundles/redoc.standalone.js?url';
import swaggerUi from 'swagger-ui-dist/swagger-ui-bundle.js?url';
import swaggerUiStyle from 'swagger-ui-dist/swagger-ui.css?url';

/** Addresses of the pages' own files: the build lays them beside the browser's, nothing comes from elsewhere. */
export const DOCUMENT_ASSETS = { redoc, swaggerUi, swaggerUiStyle };
