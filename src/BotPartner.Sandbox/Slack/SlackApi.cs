using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Slack;

/// <summary>The Web API: who may call, how often, and which method.</summary>
internal sealed class SlackApi
{
    private static readonly Dictionary<string, string> Scopes = new()
    {
        ["chat.postMessage"] = "chat:write",
        ["chat.update"] = "chat:write",
        ["chat.postEphemeral"] = "chat:write",
        ["chat.delete"] = "chat:write",
        ["conversations.open"] = "im:write",
        ["conversations.info"] = "channels:read",
        ["conversations.list"] = "channels:read",
        ["conversations.members"] = "channels:read",
        ["users.info"] = "users:read",
        ["files.getUploadURLExternal"] = "files:write",
        ["files.completeUploadExternal"] = "files:write",
    };

    private readonly SlackOptions options;
    private readonly SlackGrants grants;
    private readonly SlidingWindows perChannel;
    private readonly Dictionary<string, SlidingWindows> tiers;
    private readonly Dictionary<string, Func<SlackArguments, JsonObject>> methods;

    public SlackApi(SlackOptions options, SlackWorkspace workspace, SlackTickets tickets, FileMethods files, SlackGrants grants)
    {
        (this.options, this.grants) = (options, grants);
        var chat = new ChatMethods(options, workspace);
        var views = new ViewMethods(options, workspace, tickets);
        var conversations = new ConversationMethods(options, workspace);
        methods = new()
        {
            ["auth.test"] = _ => conversations.Test(),
            ["chat.postMessage"] = chat.Post,
            ["chat.update"] = chat.Update,
            ["chat.postEphemeral"] = chat.PostEphemeral,
            ["chat.delete"] = chat.Delete,
            ["conversations.open"] = conversations.Open,
            ["conversations.info"] = conversations.Info,
            ["conversations.list"] = conversations.List,
            ["conversations.members"] = conversations.Members,
            ["users.info"] = conversations.User,
            ["files.getUploadURLExternal"] = files.GetUrl,
            ["files.completeUploadExternal"] = files.Complete,
            ["views.open"] = views.Open,
            ["views.push"] = views.Push,
            ["views.update"] = views.Update,
            ["views.publish"] = views.Publish,
        };
        perChannel = new(options.Time, (1, TimeSpan.FromSeconds(1)));

        // Per method and workspace, a minute: tiers 2, 3 and 4.
        var minute = TimeSpan.FromMinutes(1);
        tiers = methods.Keys.ToDictionary(m => m, m => new SlidingWindows(options.Time, (m switch
        {
            "auth.test" => 600,
            "conversations.list" => 20,
            "chat.update" or "chat.delete" or "conversations.open" or "conversations.info" => 50,
            "chat.postMessage" => 600,
            _ => 100,
        }, minute)));
    }

    public WireAnswer Serve(WireRequest request, string method)
    {
        if (request.Method != "POST" && request.Method != "GET")
        {
            return new(405);
        }

        if (SlackArguments.Read(request) is not { } arguments)
        {
            return Answer(Error("invalid_json"));
        }

        if (!methods.TryGetValue(method, out var run))
        {
            return Answer(Error("unknown_method"));
        }

        var token = request.Bearer ?? arguments["token"];
        if (grants.Fault(token) is { } fault)
        {
            return Answer(Error(fault));
        }

        if (options.Scopes is { } granted && Scopes.TryGetValue(method, out var needed) && !granted.Contains(needed))
        {
            var missing = Error("missing_scope");
            missing["needed"] = needed;
            missing["provided"] = string.Join(',', granted);
            return Answer(missing);
        }

        if (options.RateLimits)
        {
            var wait = (method == "chat.postMessage" ? perChannel.Take(arguments["channel"] ?? "") : null) ?? tiers[method].Take("");
            if (wait is { } longer)
            {
                return Answer(Error("ratelimited")) with
                {
                    Status = 429,
                    RetryAfter = options.SaysRetryAfter ? (int)Math.Ceiling(longer.TotalSeconds) : null,
                };
            }
        }

        return Answer(run(arguments));
    }

    internal static JsonObject Ok() => new() { ["ok"] = true };

    internal static JsonObject Error(string error, params IReadOnlyList<string> messages)
    {
        var answer = new JsonObject { ["ok"] = false, ["error"] = error };
        if (messages.Count > 0)
        {
            answer["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. messages.Select(m => JsonValue.Create(m))]) };
        }

        return answer;
    }

    // Yes or no is in the body; the status is 200 for both.
    private static WireAnswer Answer(JsonObject body) => WireAnswer.Json(200, body);
}
