using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Slack;

/// <summary>Answers that come by a response URL: no token, five uses, thirty minutes.</summary>
internal sealed class ResponseUrls(SlackWorkspace workspace, SlackTickets tickets)
{
    public WireAnswer Serve(WireRequest request, string id)
    {
        if (request.Method != "POST" || SlackArguments.Read(request) is not { } arguments)
        {
            return WireAnswer.Json(400, SlackApi.Error("invalid_payload"));
        }

        var (hook, why) = tickets.Use(id);
        if (hook is null)
        {
            return WireAnswer.Json(404, SlackApi.Error(why));
        }

        if (arguments["delete_original"] == "true" && hook.Source is not null)
        {
            workspace.Delete(hook.Source);
            return Done();
        }

        // The budget over all blocks is not enforced here.
        var content = ChatMethods.Content(arguments, most: 40_000, budget: false);
        if (content.Error is not null)
        {
            return WireAnswer.Json(400, content.Error);
        }

        if (arguments["replace_original"] == "true" && hook.Source is not null)
        {
            workspace.Edit(hook.Source, content.Text, content.Blocks);
            return Done();
        }

        var onlyFor = arguments["response_type"] == "in_channel" ? null : hook.Person;
        workspace.Say(hook.Channel, null, content.Text, content.Blocks, onlyFor, arguments["thread_ts"]);
        return Done();
    }

    private static WireAnswer Done() => WireAnswer.Json(200, new JsonObject { ["ok"] = true });
}
