using System.Net;
using System.Text.RegularExpressions;
using BotPartner.Slack;

namespace BotPartner.Doctor;

/// <summary>Whether Slack takes the bot's tokens, and what they may do.</summary>
internal sealed partial class SlackCheck(WebApplicationBuilder builder, Neighbour neighbour)
{
    private const string About = "Slack";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken cancellation)
    {
        SlackSettings settings;
        try
        {
            if (SlackSettings.Read(builder.Configuration) is not { } read)
            {
                return [Finding.Ok(About, "off: neither Slack:SigningSecret nor Slack:AppToken is set")];
            }

            settings = read;
        }
        catch (ConfigurationException wrong)
        {
            return [Finding.Of(About, wrong)];
        }

        return [.. Secret(settings), .. await Token(settings, cancellation), .. await Sockets(settings, cancellation)];
    }

    private static IEnumerable<Finding> Secret(SlackSettings settings) => settings.SigningSecret is { } secret && !Hexadecimal().IsMatch(secret)
        ? [Finding.Warn(About, "Slack:SigningSecret does not look like one", "It is 32 characters, 0 to 9 and a to f: copy it again from Basic Information (not the client secret, not the verification token).")]
        : [];

    private async Task<IReadOnlyList<Finding>> Token(SlackSettings settings, CancellationToken cancellation)
    {
        if (settings.BotToken is null)
        {
            var address = builder.Configuration["Public:BaseUrl"]?.Trim() is { Length: > 0 };
            return [address
                ? Finding.Ok(About, "for many workspaces: their tokens lie in the store, and are checked whenever they are used")
                : Finding.Wrong(About, "Slack:ClientId is set and Public:BaseUrl is not", "Set Public:BaseUrl: the browser of who installs the app comes back there.")];
        }

        var heard = await Call("auth.test", settings.BotToken, settings, cancellation);
        var clock = Neighbour.Clock(About, heard);
        return [.. Identity(heard), .. clock is null ? Array.Empty<Finding>() : [clock]];
    }

    private static IEnumerable<Finding> Identity(Heard heard)
    {
        if (Unreached(heard) is { } unreached)
        {
            return [unreached];
        }

        if (Error(heard) is { } error)
        {
            return [Finding.Wrong(About, $"Slack refuses the bot token ({error})", error switch
            {
                "token_revoked" or "account_inactive" or "app_uninstalled" => "The app was removed from the workspace: install it again, and copy the new token to Slack:BotToken.",
                "token_expired" => "Token rotation is on: use Slack:ClientId and Slack:ClientSecret in place of Slack:BotToken, or an app without rotation.",
                _ => "Copy the Bot User OAuth Token again from the app's page, OAuth & Permissions, to Slack:BotToken.",
            })];
        }

        var missing = heard.Scopes is { } granted ? Scopes.Bot.Except(granted).ToArray() : [];
        var good = Finding.Ok(About, $"the token is good, in the workspace {Plain(heard.Word("team") ?? heard.Word("team_id"))}");
        return missing.Length == 0 ? [good] : [good, Finding.Wrong(
            About,
            $"the token lacks {string.Join(", ", missing)}",
            "Add these scopes on the app's page, OAuth & Permissions (or update the app from \"BotPartner manifests\"), and install the app again.")];
    }

    private async Task<IEnumerable<Finding>> Sockets(SlackSettings settings, CancellationToken cancellation)
    {
        if (settings.AppToken is null)
        {
            return [];
        }

        var heard = await Call("apps.connections.open", settings.AppToken, settings, cancellation);
        return [Unreached(heard) ?? (Error(heard) is not { } error ? Finding.Ok(About, "sockets can be opened") : Finding.Wrong(About, $"Slack opens no socket ({error})", error switch
        {
            "missing_scope" => "Give the app-level token the scope connections:write, on the app's page, Basic Information.",
            "forbidden_team" or "socket_mode_not_enabled" or "not_allowed_token_type" => "Switch Socket Mode on, on the app's page, and use an app-level token (xapp-…) as Slack:AppToken.",
            _ => "Copy the app-level token again from the app's page, Basic Information, to Slack:AppToken.",
        }))];
    }

    private async Task<Heard> Call(string method, string token, SlackSettings settings, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.ApiBase, method)) { Content = new FormUrlEncodedContent([]) };
        request.Headers.Authorization = new("Bearer", token);
        return await neighbour.Ask(request, cancellation);
    }

    private static Finding? Unreached(Heard heard) => heard switch
    {
        { Trouble: { } trouble } => Finding.Wrong(About, $"it is not reached: {trouble}", "Let this machine call slack.com over https (firewall, proxy), or set Slack:ApiBaseUrl right."),
        { Status: HttpStatusCode.TooManyRequests } => Finding.Warn(About, "it asks to be left alone for a moment", "Run this again in a minute."),
        { Body: null } => Finding.Wrong(About, $"what answers ({(int)heard.Status!}) is not Slack", "Look whether a proxy answers in its place, and whether Slack:ApiBaseUrl is right."),
        _ => null,
    };

    /// <summary>Slack's word for what is wrong; null if it says ok.</summary>
    private static string? Error(Heard heard) => heard.Body is { } body && body.TryGetProperty("ok", out var ok) && ok.ValueKind == System.Text.Json.JsonValueKind.True
        ? null
        : Plain(heard.Word("error"));

    private static string Plain(string? word) => word is { Length: > 0 and <= 60 } && !word.Any(char.IsControl) && !word.Contains("xox", StringComparison.Ordinal) && !word.Contains("xapp", StringComparison.Ordinal) ? word : "?";

    [GeneratedRegex(@"\A[0-9a-f]{32}\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Hexadecimal();
}
