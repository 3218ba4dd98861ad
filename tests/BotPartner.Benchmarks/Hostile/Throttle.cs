using System.Globalization;
using System.Net;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>Stands before the stand-in for Cosmos DB and says to a share of the requests that the container's throughput is used up.</summary>
internal sealed class Throttle : IAsyncDisposable
{
    private static readonly TimeSpan Later = TimeSpan.FromMilliseconds(500);
    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });
    private readonly WebApplication app;
    private readonly Uri behind;
    private int share;
    private int turn;
    private int refused;

    private Throttle(WebApplication app, Uri behind) => (this.app, this.behind) = (app, behind);

    public string Url => app.Urls.First() + "/";

    /// <summary>How many in a hundred are refused, every other of them with the time to wait.</summary>
    public int Share
    {
        get => Volatile.Read(ref share);
        set => Volatile.Write(ref share, value);
    }

    /// <summary>How many were.</summary>
    public int Refused => Volatile.Read(ref refused);

    public static async Task<Throttle> Before(string endpoint)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var throttle = new Throttle(builder.Build(), new(endpoint));
        throttle.app.Run(throttle.Pass);
        await throttle.app.StartAsync();
        return throttle;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    private async Task Pass(HttpContext http)
    {
        // The multiples of the golden ratio, whose fractions lie evenly, so that each share is met whatever comes.
        var refuses = http.Request.Path.Value!.Contains("/docs", StringComparison.Ordinal) && Interlocked.Increment(ref turn) * 0.618034 % 1 * 100 < Share;
        if (refuses)
        {
            http.Response.StatusCode = (int)HttpStatusCode.TooManyRequests;
            http.Response.Headers["x-ms-substatus"] = "3200";
            if (Interlocked.Increment(ref refused) % 2 == 0)
            {
                http.Response.Headers["x-ms-retry-after-ms"] = Later.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
            }

            await http.Response.WriteAsJsonAsync(new { code = "TooManyRequests", message = "Request rate is large." });
            return;
        }

        using var request = Forwarded.Request(http.Request, behind, await Forwarded.Body(http.Request));
        using var answer = await client.SendAsync(request, http.RequestAborted);
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not "Connection" and not "Transfer-Encoding" and not "Keep-Alive"))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
