import { accountOperations } from './accounts/account';
import { activityOperations } from './crm/activities';
import { dealFigureOperations } from './analytics/analytics-deals';
import { workFigureOperations } from './analytics/analytics-work';
import { apiKeyOperations } from './accounts/api-keys';
import { auditLogOperations } from './workspace/audit-log';
import { authOperations } from './accounts/auth';
import { behaviorCollectOperations } from './requests/behavior-collect';
import { behaviorMetricsOperations } from './requests/behavior-metrics';
import { bookingOperations } from './catalog/bookings';
import { calendarOperations } from './catalog/calendar';
import { channelOperations } from './accounts/channels';
import { catalogOperations } from './catalog/catalog';
import { catalogExchangeOperations } from './catalog/catalog-exchange';
import { catalogPhotoOperations } from './catalog/catalog-photos';
import { categoryOperations } from './catalog/categories';
import { clientPageOperations } from './requests/client-page';
import { contactDuplicateOperations } from './crm/contact-duplicates';
import { contactExportOperations } from './crm/contact-export';
import { contactImportRunOperations } from './crm/contact-import-runs';
import { contactImportOperations } from './crm/contact-imports';
import { contactMergeOperations } from './crm/contact-merges';
import { contactOperations } from './crm/contacts';
import { customFieldOperations } from './crm/custom-fields';
import { dashboardOperations } from './analytics/dashboard';
import { dealViewOperations } from './crm/deal-views';
import { dealOperations } from './crm/deals';
import { documentSettingsOperations } from './orders/document-settings';
import { documentOperations } from './orders/documents';
import { expenseOperations } from './money/expenses';
import { fileOperations } from './workspace/files';
import { invitationOperations } from './accounts/invitations';
import { maintenanceOperations } from './catalog/maintenance';
import { maintenancePlanOperations } from './catalog/maintenance-plans';
import { meOperations } from './accounts/me';
import { secondFactorOperations } from './accounts/second-factors';
import { memberOperations } from './accounts/members';
import { leadBulkOperations } from './requests/lead-bulk';
import { leadCommandOperations } from './requests/lead-commands';
import { leadConversionOperations } from './requests/lead-conversion';
import { leadQuarantineOperations } from './requests/lead-quarantine';
import { leadOperations } from './requests/leads';
import { lostReasonOperations } from './crm/lost-reasons';
import { pipelineOperations } from './crm/pipelines';
import type { Operation } from './ground/operation';
import { orderMoneyOperations } from './orders/order-money';
import { orderPhotoOperations } from './orders/order-photos';
import { orderPriceOperations } from './orders/order-price';
import { orderStepOperations } from './orders/order-steps';
import { orderOperations } from './orders/orders';
import { reportOperations } from './orders/reports';
import { organizationSettingsOperations } from './accounts/organization-settings';
import { organizationOperations } from './accounts/organizations';
import { notificationDeliveryOperations } from './workspace/notification-deliveries';
import { notificationOperations } from './workspace/notifications';
import { jobOperations } from './host/jobs';
import { systemOperations } from './host/system';
import { outboxOperations } from './workspace/outbox';
import { publicLeadOperations } from './requests/public-leads';
import { paymentOperations } from './money/payments';
import { payrollOperations } from './money/payroll';
import { payrollStepOperations } from './money/payroll-steps';
import { runOperations } from './workspace/runs';
import { savedViewOperations } from './workspace/saved-views';
import { scoringOperations } from './requests/scoring';
import { searchOperations } from './workspace/search';
import { serviceOperations } from './requests/services';
import { taskStepOperations } from './crm/task-steps';
import { taskOperations } from './crm/tasks';
import { teamOperations } from './accounts/teams';
import { trashOperations } from './workspace/trash';
import { personalDataOperations } from './workspace/personal-data';
import { privacySettingsOperations } from './workspace/privacy-settings';
import { webhookOperations } from './workspace/webhooks';

/** All of the API, by resource. */
export const OPERATIONS: readonly Operation[] = [
  ...authOperations,
  ...accountOperations,
  ...meOperations,
  ...secondFactorOperations,
  ...channelOperations,
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
  ...jobOperations,
  ...systemOperations,
  ...notificationOperations,
  ...notificationDeliveryOperations,
  ...savedViewOperations,
  ...searchOperations,
  ...trashOperations,
  ...personalDataOperations,
  ...privacySettingsOperations,
  ...webhookOperations,
];
