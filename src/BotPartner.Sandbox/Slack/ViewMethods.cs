using System.Text.Json.Nodes;

namespace BotPartner.Sandbox.Slack;

/// <summary><c>views.*</c>.</summary>
internal sealed class ViewMethods(SlackOptions options, SlackWorkspace workspace, SlackTickets tickets)
{
    private const int Deepest = 3;

    public JsonObject Open(SlackArguments arguments) => Show(arguments, push: false);

    public JsonObject Push(SlackArguments arguments) => Show(arguments, push: true);

    public JsonObject Update(SlackArguments arguments)
    {
        if (workspace.Modal(arguments["view_id"], arguments["external_id"]) is not { } modal)
        {
            return SlackApi.Error("not_found");
        }

        if (arguments["hash"] is { Length: > 0 } hash && hash != modal.Hash)
        {
            return SlackApi.Error("hash_conflict");
        }

        var (view, error) = View(arguments, "modal", modal);
        if (error is not null)
        {
            return error;
        }

        workspace.Update(modal, view!);
        return Answer(modal);
    }

    public JsonObject Publish(SlackArguments arguments)
    {
        var (view, error) = View(arguments, "home", null);
        if (error is not null)
        {
            return error;
        }

        if (workspace.Account(arguments["user_id"]) is not { } person)
        {
            return SlackApi.Error("user_not_found");
        }

        workspace.Publish(person, view!);
        return SlackApi.Ok();
    }

    private JsonObject Show(SlackArguments arguments, bool push)
    {
        // The view is looked at first: a refused view does not cost the trigger.
        var (view, error) = View(arguments, "modal", null);
        if (error is not null)
        {
            return error;
        }

        var (trigger, why) = tickets.Exchange(arguments["trigger_id"]);
        if (trigger is null || (push && !trigger.FromModal))
        {
            return SlackApi.Error(trigger is null ? why : "invalid_trigger_id");
        }

        return push && workspace.Modals(trigger.Person).Count >= Deepest
            ? SlackApi.Error("push_limit_reached")
            : Answer(workspace.Open(trigger.Person, view!, push));
    }

    private (JsonObject? View, JsonObject? Error) View(SlackArguments arguments, string type, SlackModal? replaced)
    {
        if (arguments.Nested("view") is not JsonObject view)
        {
            return (null, SlackApi.Error("invalid_arguments", "[ERROR] missing required field: view"));
        }

        if (ViewCheck.Fault(view, type) is { } fault)
        {
            return (null, SlackApi.Error(fault.Error, fault.Messages));
        }

        var external = (string?)view["external_id"];
        return external is { Length: > 0 } && workspace.Modal(null, external) is { } other && other != replaced
            ? (null, SlackApi.Error("duplicate_external_id"))
            : (view, null);
    }

    private JsonObject Answer(SlackModal modal)
    {
        var answer = SlackApi.Ok();
        answer["view"] = SlackEnvelopes.View(options, modal, []);
        return answer;
    }
}
