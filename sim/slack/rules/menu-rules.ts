// Menus, boxes, radio buttons, dates: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element
import type { ElementCheck } from "./element-check.ts";
import type { Fields } from "./fields.ts";
import type { Judge } from "./rule-context.ts";
import { checkInitial, checkInitials, checkMenuOptions, checkOption, checkOptions } from "./option-rules.ts";
import { checkPlain } from "./text-rules.ts";

const COMMON = ["type", "action_id", "confirm", "focus_on_load"];
const WITH_PLACEHOLDER = [...COMMON, "placeholder"];
const PLACEHOLDER_CHARS_MAX = 150;

export const MENU_CHECKS: Readonly<Record<string, ElementCheck>> = {
  static_select: (_judge, menu) => {
    one(menu, "options", "option_groups", "initial_option");
    checkInitial(menu, "initial_option", checkMenuOptions(menu));
  },
  multi_static_select: (_judge, menu) => {
    many(menu, "options", "option_groups", "initial_options");
    checkInitials(menu, checkMenuOptions(menu));
  },
  external_select: (_judge, menu) => {
    one(menu, "initial_option", "min_query_length");
    menu.integer("min_query_length", { min: 0 });
    if (menu.has("initial_option")) checkOption(menu.item("initial_option"));
  },
  multi_external_select: (_judge, menu) => {
    many(menu, "initial_options", "min_query_length");
    menu.integer("min_query_length", { min: 0 });
    for (const option of menu.list("initial_options", { min: 1 })) checkOption(option);
  },
  users_select: (_judge, menu) => {
    one(menu, "initial_user");
    menu.text("initial_user", { min: 1 });
  },
  multi_users_select: (_judge, menu) => {
    many(menu, "initial_users");
    menu.list("initial_users");
  },
  channels_select: (judge, menu) => {
    one(menu, "initial_channel", "response_url_enabled");
    menu.text("initial_channel", { min: 1 });
    checkResponseUrl(judge, menu);
  },
  multi_channels_select: (_judge, menu) => {
    many(menu, "initial_channels");
    menu.list("initial_channels");
  },
  conversations_select: (judge, menu) => {
    one(menu, "initial_conversation", "default_to_current_conversation", "filter", "response_url_enabled");
    menu.text("initial_conversation", { min: 1 });
    menu.flag("default_to_current_conversation");
    checkResponseUrl(judge, menu);
  },
  multi_conversations_select: (_judge, menu) => {
    many(menu, "initial_conversations", "default_to_current_conversation", "filter");
    menu.list("initial_conversations");
    menu.flag("default_to_current_conversation");
  },
  overflow: (_judge, menu) => {
    menu.only("type", "action_id", "confirm", "options");
    checkOptions(menu, { max: 5, urls: true });
  },
  checkboxes: (_judge, boxes) => {
    boxes.only(...COMMON, "options", "initial_options");
    checkInitials(boxes, checkOptions(boxes, { max: 10, markup: true }));
  },
  radio_buttons: (_judge, buttons) => {
    buttons.only(...COMMON, "options", "initial_option");
    checkInitial(buttons, "initial_option", checkOptions(buttons, { max: 10, markup: true }));
  },
  datepicker: (_judge, picker) => pattern(picker, "initial_date", /^\d{4}-\d{2}-\d{2}$/u),
  timepicker: (_judge, picker) => pattern(picker, "initial_time", /^(?:[01]\d|2[0-3]):[0-5]\d$/u),
  datetimepicker: (_judge, picker) => {
    picker.only(...COMMON, "initial_date_time");
    picker.integer("initial_date_time", { min: 1_000_000_000, max: 9_999_999_999 });
  },
};

function one(menu: Fields, ...keys: readonly string[]): void {
  menu.only(...WITH_PLACEHOLDER, ...keys);
  checkPlain(menu, "placeholder", PLACEHOLDER_CHARS_MAX);
}

function many(menu: Fields, ...keys: readonly string[]): void {
  one(menu, "max_selected_items", ...keys);
  menu.integer("max_selected_items", { min: 1 });
}

function pattern(picker: Fields, key: string, shape: RegExp): void {
  one(picker, key, ...(key === "initial_time" ? ["timezone"] : []));
  const value = picker.text(key);
  if (value !== undefined && !shape.test(value)) picker.form.at(key).fail("must be a valid format");
}

function checkResponseUrl(judge: Judge, menu: Fields): void {
  if (menu.flag("response_url_enabled") && judge.surface !== "modal") {
    menu.form.at("response_url_enabled").fail("only works in an input block of a modal");
  }
}
