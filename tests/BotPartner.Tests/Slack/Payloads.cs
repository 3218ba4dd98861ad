using System.Net;
using System.Text.Json;

namespace BotPartner.Tests.Slack;

/// <summary>Payloads in the shapes that Slack sends.</summary>
internal static class Payloads
{
    public static string Event(string ev, string id = "Ev1", string team = "T1", string? authorizations = null) => $$"""
        {"token":"t","team_id":"{{team}}","context_team_id":"{{team}}","api_app_id":"A1","event":{{ev}},"type":"event_callback","event_id":"{{id}}","event_time":1531420617,
        "authorizations":{{authorizations ?? """[{"enterprise_id":null,"team_id":"T1","user_id":"U0BOT","is_bot":true,"is_enterprise_install":false}]"""}},"is_ext_shared_channel":false,"event_context":"4-abc"}
        """;

    public static string Mention(string text = "<@U0BOT> help me", string ts = "1531420617.000200", string more = "") =>
        $$"""{"type":"app_mention","user":"U1","text":{{JsonSerializer.Serialize(text)}},"ts":"{{ts}}","channel":"C1","event_ts":"{{ts}}","team":"T1"{{more}}}""";

    public static string Direct(string text = "help", string ts = "1531420617.000300", string more = "") =>
        $$"""{"type":"message","channel_type":"im","user":"U1","text":{{JsonSerializer.Serialize(text)}},"ts":"{{ts}}","channel":"D1","event_ts":"{{ts}}"{{more}}}""";

    public static string Command(string command, string text, string responseUrl = "https://hooks.slack.com/commands/T1/1/x", string channel = "C1", string name = "general") =>
        $"token=t&team_id=T1&team_domain=acme&channel_id={channel}&channel_name={name}&user_id=U1&user_name=ana&command={WebUtility.UrlEncode(command)}"
        + $"&text={WebUtility.UrlEncode(text)}&api_app_id=A1&is_enterprise_install=false&response_url={WebUtility.UrlEncode(responseUrl)}&trigger_id=1.2.abc";

    public static string Press(
        string action = "vote", string value = """{"decision":"12","choice":"yes"}""", string url = "https://hooks.slack.com/actions/T1/1/x", string more = "") => $$$"""
        {"type":"block_actions","user":{"id":"U1","username":"ana","name":"ana","team_id":"T1"},"api_app_id":"A1","token":"t",
        "container":{"type":"message","message_ts":"1531420600.000100","channel_id":"C1","is_ephemeral":false},"trigger_id":"1.2.abc",
        "team":{"id":"T1","domain":"acme"},"enterprise":null,"is_enterprise_install":false,"channel":{"id":"C1","name":"general"},
        "message":{"type":"message","ts":"1531420600.000100","text":"x & y ✓"},"state":{"values":{}},"response_url":"{{{url}}}",
        "actions":[{"type":"button","block_id":"b3","action_id":"{{{action}}}","text":{"type":"plain_text","text":"Yes"},"value":{{{JsonSerializer.Serialize(value)}}},"action_ts":"1531420618.123456"}]{{{more}}}}
        """;

    public static string Submission(string values, string metadata = """{"c":"C1","k":"c","n":"general","a":{"decision":"12"}}""", string form = "ask", string blocks = """[{"type":"section","block_id":"b0"},{"type":"input","block_id":"title"},{"type":"input","block_id":"why"}]""") => $$"""
        {"type":"view_submission","team":{"id":"T1","domain":"acme"},"user":{"id":"U1","username":"ana","name":"ana","team_id":"T1"},"api_app_id":"A1","token":"t","trigger_id":"1.2.abc",
        "view":{"id":"V1","team_id":"T1","type":"modal","blocks":{{blocks}},"private_metadata":{{JsonSerializer.Serialize(metadata)}},"callback_id":"{{form}}","hash":"1.h",
        "state":{"values":{{values}}},"root_view_id":"V1","previous_view_id":null,"app_installed_team_id":"T1","bot_id":"B0BOT"},"response_urls":[],"is_enterprise_install":false,"enterprise":null}
        """;
}
