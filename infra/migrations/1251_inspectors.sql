-- Quality inspectors (全民督工): they confirm or refuse the reports of types that need it, and see
-- those orders and nothing else.
alter table app_user
  drop constraint app_user_role_check,
  add constraint app_user_role_check
    check (role in ('agent', 'supervisor', 'agency', 'admin', 'inspector'));
