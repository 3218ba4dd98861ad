using BotPartner.Core.Documents;
using BotPartner.Files;

namespace BotPartner.Slack.Installing;

/// <summary><c>GET /slack/install</c> leads to Slack's consent; <c>GET /slack/oauth/callback</c> is where the browser comes back.</summary>
public sealed class InstallEndpoint(SlackSettings settings, PublicAddress address, States states, Callback callback)
{
    /// <summary>Where an installation begins, below the public address.</summary>
    public const string Path = "/slack/install";

    /// <summary>Where browsers come back.</summary>
    public const string CallbackPath = "/slack/oauth/callback";

    private Uri Redirect => new(address.BaseUrl!, CallbackPath.TrimStart('/'));

    private bool IsSecure => address.BaseUrl!.Scheme == Uri.UriSchemeHttps;

    // Only over https can a browser be told that nobody else may set it.
    private string CookieName => IsSecure ? "__Host-slack-install" : "slack-install";

    /// <summary>Sends the browser to Slack.</summary>
    public Task Begin(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        InstallPages.Guard(http.Response.Headers);
        var (state, cookie) = states.Begin();
        http.Response.Cookies.Append(CookieName, cookie, Cookie());
        http.Response.Redirect(
            $"{settings.Authorize.AbsoluteUri}?client_id={Uri.EscapeDataString(settings.App!.ClientId)}&scope={Uri.EscapeDataString(string.Join(',', Scopes.Bot))}"
            + $"&redirect_uri={Uri.EscapeDataString(Redirect.AbsoluteUri)}&state={state}");
        return Task.CompletedTask;
    }

    /// <summary>Takes the browser back.</summary>
    public async Task Return(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        InstallPages.Guard(http.Response.Headers);
        var query = http.Request.Query;
        string? One(string name) => query[name] is [{ Length: > 0 and <= 2000 } only] ? only : null;
        var state = One("state");
        var check = states.Compare(state, http.Request.Cookies[CookieName]);
        if (check == States.Check.Foreign)
        {
            // The cookie stays: another tab may be on its way.
            await callback.Refuse(http, StatusCodes.Status400BadRequest, "slack.install.foreign", Again);
            return;
        }

        http.Response.Cookies.Delete(CookieName, Cookie());
        try
        {
            if (check == States.Check.Late || !await states.Use(state!, http.RequestAborted))
            {
                await callback.Refuse(http, StatusCodes.Status400BadRequest, "slack.install.late", Again);
                return;
            }

            await callback.Finish(http, One("code"), One("error"), Redirect, Again);
        }
        catch (StoreUnavailableException)
        {
            await callback.Refuse(http, StatusCodes.Status503ServiceUnavailable, "slack.install.unavailable", Again);
        }
    }

    private string Again => new Uri(address.BaseUrl!, Path.TrimStart('/')).AbsoluteUri;

    private CookieOptions Cookie() => new()
    {
        HttpOnly = true,
        Secure = IsSecure,
        SameSite = SameSiteMode.Lax, // The way back is a link from another site.
        Path = "/",
        MaxAge = States.Life.ToTimeSpan(),
        IsEssential = true,
    };
}
