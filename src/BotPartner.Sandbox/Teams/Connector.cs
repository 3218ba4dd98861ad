using System.Text.Json;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Teams;

/// <summary>The Connector REST interface below a service URL, with the refusals of the live one.</summary>
internal sealed class Connector(TeamsOptions options, TeamsWorld world, TeamsTokens tokens, Func<string> serviceUrl)
{
    private readonly ConnectorRates rates = new(options);

    public WireAnswer Serve(WireRequest request)
    {
        if (!tokens.Accepts(request.Bearer))
        {
            return WireAnswer.Json(401, new JsonObject { ["message"] = "Authorization has been denied for this request." });
        }

        // An id with ':', '@', ';' or '=' must come escaped; stricter than some gateways, so that nobody relies on those.
        if (request.Segments.Any(s => s.AsSpan().ContainsAny(":@;=")))
        {
            return Error(400, "BadSyntax", "Ids in the path must be escaped.");
        }

        var path = request.Segments.Skip(3).Select(Uri.UnescapeDataString).ToArray();
        if (request.Body.Length > 0 && request.Method is "POST" or "PUT")
        {
            // The whole payload counts as UTF-16.
            if (request.Text.Length * 2 > 100 * 1024)
            {
                return Error(413, "MessageSizeTooBig", "Message size too large.");
            }
        }

        return (request.Method, path) switch
        {
            ("POST", ["conversations"]) => Body(request, Create),
            ("POST", ["conversations", var cid, "activities"]) => Body(request, b => In(cid, (c, root) => Send(request, c, root, b))),
            ("POST", ["conversations", var cid, "activities", var id]) => Body(request, b => In(cid, (c, root) =>
                world.Find(c, id) is null ? NoActivity() : Send(request, c, root, b))),
            ("PUT", ["conversations", var cid, "activities", var id]) => Body(request, b => In(cid, (c, _) => Update(c, id, b))),
            ("DELETE", ["conversations", var cid, "activities", var id]) => In(cid, (c, _) => Delete(c, id)),
            ("GET", ["conversations", var cid, "pagedmembers"]) => In(cid, (c, _) => rates.Reading(c) ?? ConnectorMembers.Page(c, request.Query, options.TenantId)),
            ("GET", ["conversations", var cid, "members", var user]) => In(cid, (c, _) => rates.Reading(c) ?? ConnectorMembers.One(c, user, options.TenantId)),
            ("GET", ["teams", var id]) => InTeam(id, t => WireAnswer.Json(200, new JsonObject { ["id"] = t.Id, ["name"] = t.Name, ["aadGroupId"] = t.AadGroupId })),
            ("GET", ["teams", var id, "conversations"]) => InTeam(id, ConnectorMembers.Channels),
            _ => Error(404, "NotFound", "No such operation."),
        };
    }

    internal static WireAnswer Error(int status, string code, string message) =>
        WireAnswer.Json(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    private static WireAnswer NoActivity() => Error(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation.");

    private static WireAnswer NotInstalled() => Error(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");

    private static WireAnswer Body(WireRequest request, Func<JsonObject, WireAnswer> serve)
    {
        try
        {
            return request.MediaType == "application/json" && JsonNode.Parse(request.Body) is JsonObject body
                ? serve(body)
                : Error(400, "BadSyntax", "The body must be a JSON object.");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            return Error(400, "BadSyntax", "The body is not as expected.");
        }
    }

    private WireAnswer InTeam(string id, Func<TeamsTeam, WireAnswer> serve) => world.FindTeam(id) switch
    {
        null => Error(404, "NotFound", "Team not found."),
        { Installation.Present: false } => NotInstalled(),
        var team => serve(team),
    };

    private WireAnswer In(string id, Func<TeamsConversation, string?, WireAnswer> serve)
    {
        var parts = id.Split(";messageid=", 2);
        var conversation = world.Conversations.FirstOrDefault(c => c.Id == parts[0]);
        if (conversation is null or { Gone: true } || (parts.Length > 1 && (conversation.Type != "channel" || !world.Messages(conversation).Any(m => m.Root == parts[1]))))
        {
            return Error(404, "ConversationNotFound", "Conversation not found.");
        }

        if (conversation.Installation.Blocked)
        {
            // As the live service wraps it: JSON in a string.
            return WireAnswer.Json(403, new JsonObject
            {
                ["errorCode"] = 209,
                ["message"] = new JsonObject { ["subCode"] = "MessageWritesBlocked", ["details"] = "Thread is blocked from message writes." }.ToJsonString(),
            });
        }

        return conversation.Installation.Present ? serve(conversation, parts.ElementAtOrDefault(1)) : NotInstalled();
    }

    private WireAnswer Create(JsonObject body)
    {
        var channelId = (string?)body["channelData"]?["channel"]?["id"];
        if (channelId is not null)
        {
            return body["activity"] is JsonObject first
                ? In(channelId, (channel, _) => channel.Type != "channel" ? Error(400, "BadArgument", "Not a channel.") : Posted(channel, null, first, created: true))
                : Error(400, "BadSyntax", "Incorrect conversation creation parameters.");
        }

        var members = (body["members"] as JsonArray ?? []).OfType<JsonObject>().Select(m => (string?)m["id"]).ToList();
        var tenant = (string?)body["tenantId"] ?? (string?)body["channelData"]?["tenant"]?["id"];
        if ((bool?)body["isGroup"] == true || members.Count != 1 || tenant != options.TenantId)
        {
            return Error(400, "BadSyntax", "Incorrect conversation creation parameters.");
        }

        var person = world.Accounts.FirstOrDefault(a => a.Id == members[0] || a.AadObjectId == members[0]);
        if (person is null)
        {
            return Error(404, "NotFound", "The user was not found.");
        }

        var chat = world.Personal(person);
        if (!chat.Installation.Present)
        {
            return NotInstalled();
        }

        return body["activity"] is JsonObject activity
            ? Posted(chat, null, activity, created: true)
            : rates.Writing(chat, 1) ?? Created(chat.Id, null);
    }

    private WireAnswer Created(string id, string? activityId)
    {
        var answer = new JsonObject { ["id"] = id, ["serviceUrl"] = serviceUrl() };
        if (activityId is not null)
        {
            answer["activityId"] = activityId;
        }

        return WireAnswer.Json(201, answer);
    }

    private WireAnswer Send(WireRequest request, TeamsConversation conversation, string? root, JsonObject activity)
    {
        if (!request.Query.Contains("isTargetedActivity=true", StringComparison.Ordinal))
        {
            return Posted(conversation, root, activity, created: false);
        }

        var reader = conversation.Members.FirstOrDefault(m => m.Id == (string?)activity["recipient"]?["id"]);
        return reader is null
            ? Error(400, "BadArgument", "A targeted activity needs a recipient in the conversation.")
            : Posted(conversation, root, activity, created: false, reader);
    }

    private WireAnswer Posted(TeamsConversation conversation, string? root, JsonObject activity, bool created, TeamsAccount? onlyFor = null)
    {
        var text = !string.IsNullOrEmpty((string?)activity["text"]);
        var cards = activity["attachments"] is JsonArray { Count: > 0 };
        if (Fault(activity) is { } fault)
        {
            return Error(400, "BadArgument", fault);
        }

        if (rates.Writing(conversation, text && cards ? 2 : 1) is { } throttled)
        {
            return throttled;
        }

        if ((string?)activity["type"] != "message")
        {
            return WireAnswer.Json(202, new JsonObject());
        }

        if (text && cards)
        {
            // Teams makes two messages of it and gives back no id that could be used.
            var alone = new JsonObject { ["type"] = "message", ["text"] = (string?)activity["text"] };
            activity["text"] = null;
            world.Say(conversation, root, null, alone, onlyFor);
            world.Say(conversation, root, null, activity, onlyFor);
            return WireAnswer.Json(201, new JsonObject());
        }

        var message = world.Say(conversation, root, null, activity, onlyFor);
        return created
            ? Created(message.Root is null ? conversation.Id : $"{conversation.Id};messageid={message.Root}", message.Id)
            : WireAnswer.Json(onlyFor is null ? 201 : 202, new JsonObject { ["id"] = message.Id });
    }

    private WireAnswer Update(TeamsConversation conversation, string id, JsonObject activity)
    {
        if (world.Find(conversation, id) is not { } message)
        {
            return NoActivity();
        }

        if (message.From is not null)
        {
            return Error(403, "ForbiddenOperation", "Only its own messages can be changed by the bot.");
        }

        if ((Fault(activity) is { } fault ? Error(400, "BadArgument", fault) : rates.Writing(conversation, 1)) is { } refused)
        {
            return refused;
        }

        message.Revise(options.Time.GetUtcNow(), activity);
        world.Notify();
        return WireAnswer.Json(200, new JsonObject { ["id"] = id });
    }

    private WireAnswer Delete(TeamsConversation conversation, string id)
    {
        if (world.Find(conversation, id) is not { From: null } message)
        {
            return NoActivity();
        }

        message.Deleted = true;
        world.Notify();
        return new(200);
    }

    private static string? Fault(JsonObject activity)
    {
        var attachments = (activity["attachments"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        return (string?)activity["type"] switch
        {
            null => "type is missing",
            "message" when string.IsNullOrEmpty((string?)activity["text"]) && attachments.Count == 0 => "a message needs text or an attachment",
            _ => attachments
                .Where(a => (string?)a["contentType"] == CardReading.ContentType)
                .Select(a => a["content"] is JsonObject card ? CardCheck.Fault(card) : "the card is missing")
                .FirstOrDefault(f => f is not null),
        };
    }
}
