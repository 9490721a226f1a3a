-- Closing and sending back are kept on a device without a network too, with the device's own time.
alter table order_device_time
  drop constraint order_device_time_action_check,
  add constraint order_device_time_action_check
    check (action in ('acknowledge', 'arrive', 'report', 'close', 'return'));
