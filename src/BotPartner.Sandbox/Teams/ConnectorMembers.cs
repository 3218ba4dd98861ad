using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace BotPartner.Sandbox.Teams;

/// <summary>Who reads a conversation, and which channels a team has.</summary>
internal static class ConnectorMembers
{
    public static WireAnswer Page(TeamsConversation conversation, string query, string tenant)
    {
        var asked = QueryHelpers.ParseQuery(query);
        var size = Math.Clamp(int.TryParse(asked.GetValueOrDefault("pageSize"), out var s) ? s : 200, 50, 500);
        var from = int.TryParse(asked.GetValueOrDefault("continuationToken"), out var f) ? f : 0;
        var page = new JsonObject
        {
            ["members"] = new JsonArray([.. conversation.Members.Skip(from).Take(size).Select(m => Member(m, tenant))]),
        };
        if (from + size < conversation.Members.Count)
        {
            page["continuationToken"] = (from + size).ToString();
        }

        return WireAnswer.Json(200, page);
    }

    public static WireAnswer One(TeamsConversation conversation, string user, string tenant) =>
        conversation.Members.FirstOrDefault(m => m.Id == user || m.AadObjectId == user || m.Email == user) is { } member
            ? WireAnswer.Json(200, Member(member, tenant))
            : Connector.Error(404, "MemberNotFoundInConversation", "Member not found in conversation.");

    public static WireAnswer Channels(TeamsTeam team) => WireAnswer.Json(200, new JsonObject
    {
        // The General channel has no name, and the id of the team.
        ["conversations"] = new JsonArray([.. team.Channels.Select(c => new JsonObject { ["id"] = c.Id, ["name"] = c.Id == team.Id ? null : c.Name })]),
    });

    private static JsonObject Member(TeamsAccount account, string tenant)
    {
        var names = account.Name.Split(' ', 2);
        return new()
        {
            ["id"] = account.Id,
            ["name"] = account.Name,
            ["objectId"] = account.AadObjectId,
            ["aadObjectId"] = account.AadObjectId,
            ["givenName"] = names[0],
            ["surname"] = names.ElementAtOrDefault(1) ?? "",
            ["email"] = account.Email,
            ["userPrincipalName"] = account.Email,
            ["tenantId"] = tenant,
            ["userRole"] = "user",
        };
    }
}
