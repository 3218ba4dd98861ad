using System.Text;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace BotPartner.Sandbox.Slack;

/// <summary>Consent (<c>/oauth/v2/authorize</c>) and the exchange (<c>oauth.v2.access</c>); see slack.md §7.</summary>
internal sealed class SlackOAuth(SlackOptions options, SlackApp app, Dice dice)
{
    /// <summary>Asked by a browser. Whoever sits before it consents, unless the address ends in <c>&amp;deny=1</c>; <c>team</c> says where.</summary>
    public WireAnswer Authorize(WireRequest request)
    {
        var query = QueryHelpers.ParseQuery(request.Query).ToDictionary(q => q.Key, q => q.Value.ToString());
        if (query.GetValueOrDefault("client_id") != options.ClientId)
        {
            return new(200, "invalid_client_id", "text/html");
        }

        if (query.GetValueOrDefault("redirect_uri") is not { Length: > 0 } redirect || query.GetValueOrDefault("scope") is not { Length: > 0 } scope)
        {
            return new(200, "Something went wrong: redirect_uri or scope is missing", "text/html");
        }

        var workspace = app.Workspaces.FirstOrDefault(w => w.Options.TeamId == query.GetValueOrDefault("team")) ?? app.Workspaces[0];
        workspace.Asked = scope;
        var state = Uri.EscapeDataString(query.GetValueOrDefault("state", ""));
        return new(302)
        {
            Location = query.ContainsKey("deny") ? $"{redirect}?error=access_denied&state={state}" : $"{redirect}?code={app.Code(workspace, redirect, dice)}&state={state}",
        };
    }

    /// <summary>A code or a refresh token for tokens.</summary>
    public WireAnswer Access(WireRequest request)
    {
        if (SlackArguments.Read(request) is not { } form || request.MediaType != "application/x-www-form-urlencoded")
        {
            return Answer(SlackApi.Error("invalid_form_data"));
        }

        var (id, secret) = Client(request, form);
        if (id != options.ClientId || secret != options.ClientSecret)
        {
            return Answer(SlackApi.Error(id != options.ClientId ? "invalid_client_id" : "bad_client_secret"));
        }

        switch (form["grant_type"] ?? "authorization_code")
        {
            case "authorization_code":
                var (workspace, error) = app.Take(form["code"], form["redirect_uri"]);
                return Answer(workspace is null ? SlackApi.Error(error) : Granted(workspace, workspace.Grants.Grant()));
            case "refresh_token":
                var of = app.Workspaces.FirstOrDefault(w => w.Grants.Knows(form["refresh_token"]));
                return Answer(of?.Grants.Renew(form["refresh_token"]!) is { } renewed ? Granted(of, renewed) : SlackApi.Error("invalid_refresh_token"));
            default:
                return Answer(SlackApi.Error("invalid_grant_type"));
        }
    }

    private static (string? Id, string? Secret) Client(WireRequest request, SlackArguments form)
    {
        if (request.Headers.TryGetValue("Authorization", out var header) && header.StartsWith("Basic ", StringComparison.Ordinal))
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(header[6..])).Split(':', 2);
            return (parts[0], parts[^1]);
        }

        return (form["client_id"], form["client_secret"]);
    }

    private static JsonObject Granted(SimulatedSlack workspace, (string Access, string? Refresh) tokens)
    {
        var its = workspace.Options;
        var answer = SlackApi.Ok();
        answer["app_id"] = its.AppId;
        answer["access_token"] = tokens.Access;
        answer["token_type"] = "bot";
        answer["scope"] = workspace.Asked;
        answer["bot_user_id"] = its.BotUserId;
        answer["team"] = its.OrgInstall ? null : new JsonObject { ["id"] = its.TeamId, ["name"] = its.Domain };
        answer["enterprise"] = its.EnterpriseId is null ? null : new JsonObject { ["id"] = its.EnterpriseId, ["name"] = $"{its.Domain} (all)" };
        answer["is_enterprise_install"] = its.OrgInstall;
        answer["authed_user"] = new JsonObject { ["id"] = workspace.Bo.Account.Id };
        if (tokens.Refresh is { } refresh)
        {
            answer["refresh_token"] = refresh;
            answer["expires_in"] = (int)SlackGrants.Life.TotalSeconds;
        }

        return answer;
    }

    private static WireAnswer Answer(JsonObject body) => WireAnswer.Json(200, body);
}
