using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace BotPartner.Sandbox.Teams;

/// <summary>The token endpoint, and which of its tokens still open the Connector.</summary>
internal sealed class TeamsTokens(TeamsOptions options, Dice dice)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3599);
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> valid = [];

    /// <summary>How many were given out.</summary>
    public int Issued { get; private set; }

    /// <summary>None of those given out is accepted any more.</summary>
    public void Revoke()
    {
        lock (gate)
        {
            valid.Clear();
        }
    }

    public bool Accepts(string? token)
    {
        lock (gate)
        {
            return token is not null && valid.TryGetValue(token, out var until) && options.Time.GetUtcNow() < until;
        }
    }

    /// <summary>Client credentials, as Entra ID answers them.</summary>
    public WireAnswer Issue(WireRequest request, string tenant)
    {
        if (request.Method != "POST" || request.MediaType != "application/x-www-form-urlencoded")
        {
            return Refused(400, "invalid_request", "AADSTS900144: The request body must contain the required parameters as a form.");
        }

        var form = QueryHelpers.ParseQuery(request.Text);
        string Field(string name) => form.TryGetValue(name, out var value) ? value.ToString() : "";
        if (Field("grant_type") != "client_credentials")
        {
            return Refused(400, "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.");
        }

        // The bot's own tenant only: botframework.com is for multi-tenant registrations of old.
        if (tenant != options.TenantId || Field("client_id") != options.AppId)
        {
            return Refused(400, "unauthorized_client", "AADSTS700016: Application was not found in the directory.");
        }

        if (Field("client_secret") != options.ClientSecret)
        {
            return Refused(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
        }

        if (Field("scope") != "https://api.botframework.com/.default")
        {
            return Refused(400, "invalid_scope", "AADSTS70011: The provided value for scope is not valid.");
        }

        lock (gate)
        {
            var token = $"sandbox-{dice.Hex(40)}";
            valid[token] = options.Time.GetUtcNow() + Lifetime;
            Issued++;
            return WireAnswer.Json(200, new JsonObject
            {
                ["token_type"] = "Bearer",
                ["expires_in"] = (int)Lifetime.TotalSeconds,
                ["ext_expires_in"] = (int)Lifetime.TotalSeconds,
                ["access_token"] = token,
            });
        }
    }

    private static WireAnswer Refused(int status, string error, string description) =>
        WireAnswer.Json(status, new JsonObject { ["error"] = error, ["error_description"] = description });
}
