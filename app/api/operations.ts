import { activityOperations } from './activities';
import { dealFigureOperations } from './analytics-deals';
import { workFigureOperations } from './analytics-work';
import { apiKeyOperations } from './api-keys';
import { auditLogOperations } from './audit-log';
import { authOperations } from './auth';
import { behaviorCollectOperations } from './behavior-collect';
import { behaviorMetricsOperations } from './behavior-metrics';
import { bookingOperations } from './bookings';
import { calendarOperations } from './calendar';
import { catalogOperations } from './catalog';
import { catalogExchangeOperations } from './catalog-exchange';
import { catalogPhotoOperations } from './catalog-photos';
import { categoryOperations } from './categories';
import { clientPageOperations } from './client-page';
import { contactDuplicateOperations } from './contact-duplicates';
import { contactExportOperations } from './contact-export';
import { contactImportRunOperations } from './contact-import-runs';
import { contactImportOperations } from './contact-imports';
import { contactMergeOperations } from './contact-merges';
import { contactOperations } from './contacts';
import { customFieldOperations } from './custom-fields';
import { dashboardOperations } from './dashboard';
import { dealViewOperations } from './deal-views';
import { dealOperations } from './deals';
import { documentSettingsOperations } from './document-settings';
import { documentOperations } from './documents';
import { expenseOperations } from './expenses';
import { fileOperations } from './files';
import { invitationOperations } from './invitations';
import { maintenanceOperations } from './maintenance';
import { maintenancePlanOperations } from './maintenance-plans';
import { meOperations } from './me';
import { memberOperations } from './members';
import { leadBulkOperations } from './lead-bulk';
import { leadCommandOperations } from './lead-commands';
import { leadConversionOperations } from './lead-conversion';
import { leadQuarantineOperations } from './lead-quarantine';
import { leadOperations } from './leads';
import { lostReasonOperations } from './lost-reasons';
import { pipelineOperations } from './pipelines';
import type { Operation } from './operation';
import { orderMoneyOperations } from './order-money';
import { orderPhotoOperations } from './order-photos';
import { orderPriceOperations } from './order-price';
import { orderStepOperations } from './order-steps';
import { orderOperations } from './orders';
import { reportOperations } from './reports';
import { organizationSettingsOperations } from './organization-settings';
import { organizationOperations } from './organizations';
import { outboxOperations } from './outbox';
import { publicLeadOperations } from './public-leads';
import { paymentOperations } from './payments';
import { payrollOperations } from './payroll';
import { payrollStepOperations } from './payroll-steps';
import { runOperations } from './runs';
import { savedViewOperations } from './saved-views';
import { scoringOperations } from './scoring';
import { searchOperations } from './search';
import { serviceOperations } from './services';
import { taskStepOperations } from './task-steps';
import { taskOperations } from './tasks';
import { teamOperations } from './teams';
import { trashOperations } from './trash';
import { webhookOperations } from './webhooks';

/** All of the API, by resource. */
export const OPERATIONS: readonly Operation[] = [
  ...authOperations,
  ...meOperations,
  ...organizationOperations,
  ...organizationSettingsOperations,
  ...memberOperations,
  ...invitationOperations,
  ...teamOperations,
  ...apiKeyOperations,
  ...publicLeadOperations,
  ...clientPageOperations,
  // before the addresses of single leads
  ...leadQuarantineOperations,
  ...leadOperations,
  ...leadCommandOperations,
  ...leadBulkOperations,
  ...leadConversionOperations,
  ...scoringOperations,
  ...serviceOperations,
  ...behaviorCollectOperations,
  ...behaviorMetricsOperations,
  // before the addresses of single contacts
  ...contactExportOperations,
  ...contactOperations,
  ...contactDuplicateOperations,
  ...contactMergeOperations,
  // its sample before the addresses of single imports
  ...contactImportRunOperations,
  ...contactImportOperations,
  ...customFieldOperations,
  // before the addresses of single deals
  ...dealViewOperations,
  ...dealOperations,
  ...pipelineOperations,
  ...lostReasonOperations,
  ...taskOperations,
  ...taskStepOperations,
  ...activityOperations,
  ...dealFigureOperations,
  ...workFigureOperations,
  ...dashboardOperations,
  ...runOperations,
  ...orderPriceOperations,
  ...orderOperations,
  ...orderStepOperations,
  ...orderMoneyOperations,
  ...orderPhotoOperations,
  ...catalogExchangeOperations,
  ...catalogOperations,
  ...catalogPhotoOperations,
  ...categoryOperations,
  ...maintenancePlanOperations,
  ...maintenanceOperations,
  ...bookingOperations,
  ...calendarOperations,
  ...paymentOperations,
  ...expenseOperations,
  ...payrollStepOperations,
  ...payrollOperations,
  ...documentOperations,
  ...documentSettingsOperations,
  ...reportOperations,
  ...fileOperations,
  ...auditLogOperations,
  ...outboxOperations,
  ...savedViewOperations,
  ...searchOperations,
  ...trashOperations,
  ...webhookOperations,
];
