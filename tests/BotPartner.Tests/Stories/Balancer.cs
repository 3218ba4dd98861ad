using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Stories;

/// <summary>What stands before several processes of the bot: hands each request to the next, and to another if that one cannot be reached.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly WebApplication app;
    // A process that would not hear a request out closes the connection: the next one must not be caught on it. Each has its own.
    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(30) };
    private volatile IReadOnlyList<Uri> behind = [];
    private int turn;

    private Balancer(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.First());

    public static async Task<Balancer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var balancer = new Balancer(builder.Build());
        balancer.app.Run(balancer.Pass);
        await balancer.app.StartAsync();
        return balancer;
    }

    /// <summary>What it holds from now on; null for nothing.</summary>
    public Hold? Hold { get; set; }

    /// <summary>Who is behind it from now on.</summary>
    public void To(IEnumerable<Uri> processes) => behind = [.. processes];

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    private async Task Pass(HttpContext http)
    {
        using var read = new MemoryStream();
        await http.Request.Body.CopyToAsync(read);
        var hold = Hold is { } asked && asked.Wants(http.Request, read.ToArray()) ? asked : null;
        if (hold is { CarriedOut: false })
        {
            await hold.Wait(http.RequestAborted);
        }

        var processes = behind;
        var first = Interlocked.Increment(ref turn);
        for (var i = 0; i < processes.Count; i++)
        {
            using var request = Copy(http.Request, processes[(first + i) % processes.Count], read.ToArray());
            try
            {
                using var response = await client.SendAsync(request, http.RequestAborted);
                if (hold is { CarriedOut: true })
                {
                    await hold.Wait(http.RequestAborted);
                }

                http.Response.StatusCode = (int)response.StatusCode;
                foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(h => h.Key is not "Connection" and not "Content-Length" and not "Transfer-Encoding"))
                {
                    http.Response.Headers[name] = values.ToArray();
                }

                await response.Content.CopyToAsync(http.Response.Body);
                return;
            }
            catch (HttpRequestException refused) when (refused.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // It was not heard: another may be.
            }
            catch (HttpRequestException)
            {
                // It died over this one, or would not hear it out: the connection breaks off here, too.
                http.Abort();
                return;
            }
        }

        http.Response.StatusCode = StatusCodes.Status502BadGateway;
    }

    private static HttpRequestMessage Copy(HttpRequest from, Uri to, byte[] body)
    {
        var request = new HttpRequestMessage(new(from.Method), new Uri(to, from.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget)) { Content = body.Length > 0 ? new ByteArrayContent(body) : null };
        foreach (var (name, values) in from.Headers.Where(h => h.Key is not "Host" and not "Connection" and not "Content-Length" and not "Transfer-Encoding"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return request;
    }
}

/// <summary>Requests that are not answered until it is said so. Who is killed over one never has its answer.</summary>
/// <param name="which">Which requests, by what they are and hold.</param>
/// <param name="carriedOut">Whether they reach whom they are for, and only the answer is held.</param>
internal sealed class Hold(Func<HttpRequest, byte[], bool> which, bool carriedOut)
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool CarriedOut => carriedOut;

    /// <summary>Completes when the first is held.</summary>
    public Task Reached => reached.Task;

    /// <summary>Holds nothing any more.</summary>
    public void Release() => released.TrySetResult();

    internal bool Wants(HttpRequest request, byte[] body) => !released.Task.IsCompleted && which(request, body);

    internal Task Wait(CancellationToken gone)
    {
        reached.TrySetResult();
        return released.Task.WaitAsync(gone);
    }
}
